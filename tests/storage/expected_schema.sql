CREATE INDEX book_entry_at ON book_entry (at);
CREATE INDEX dossier_code ON dossier (code);
CREATE INDEX dossier_elsewhere ON dossier (seq) WHERE competent <> '';
CREATE INDEX dossier_first_code ON dossier (first_code) WHERE first_code IS NOT NULL;
CREATE INDEX dossier_id_number ON dossier (id_number) WHERE id_number IS NOT NULL;
CREATE INDEX dossier_newest ON dossier (seq);
CREATE INDEX dossier_open ON dossier (holder, due_at) WHERE status NOT IN (3, 8, 10);
CREATE INDEX dossier_status ON dossier (status);
CREATE INDEX dossier_undecided ON dossier (seq) WHERE open_questions + set_aside > 0;
CREATE INDEX dossier_undelivered ON dossier (seq) WHERE undelivered = 1;
CREATE INDEX dossier_waiting ON dossier (waits_until) WHERE waits_until IS NOT NULL;
CREATE INDEX entry_fact ON entry (fact);
CREATE INDEX entry_place ON entry (log, position);
CREATE INDEX fact_subject ON fact (subject);
CREATE INDEX paper_ordered ON paper (id) WHERE issued_at IS NULL;
CREATE INDEX paper_subject ON paper (subject);
CREATE TABLE book_counter (
    kind TEXT NOT NULL,
    book TEXT NOT NULL,
    highest INTEGER NOT NULL,
    PRIMARY KEY (kind, book)
) STRICT, WITHOUT ROWID;
CREATE TABLE book_entry (
    kind TEXT NOT NULL,
    book TEXT NOT NULL,
    number INTEGER NOT NULL,
    subject BLOB NOT NULL,
    fact BLOB NOT NULL,
    at INTEGER NOT NULL,
    clerk BLOB NOT NULL,
    amount INTEGER,
    method TEXT NOT NULL,
    void INTEGER NOT NULL CHECK (void IN (0, 1)),
    text TEXT NOT NULL,
    PRIMARY KEY (subject, fact, kind, book, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE code_range (
    fact BLOB PRIMARY KEY,
    scope BLOB NOT NULL,
    log BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    unit_identifier TEXT NOT NULL,
    days_after TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE dossier (
    seq INTEGER PRIMARY KEY,
    subject BLOB NOT NULL UNIQUE,
    undelivered INTEGER NOT NULL,
    status INTEGER NOT NULL,
    voided INTEGER NOT NULL,
    provisional INTEGER NOT NULL,
    open_questions INTEGER NOT NULL,
    set_aside INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    due_at INTEGER,
    holder BLOB,
    code TEXT NOT NULL,
    first_code TEXT,
    procedure TEXT NOT NULL,
    full_name TEXT NOT NULL,
    village TEXT NOT NULL,
    id_number TEXT,
    received_by BLOB,
    received_fact BLOB,
    finished_at INTEGER,
    ended_at INTEGER,
    register_book TEXT NOT NULL DEFAULT '',
    register_number INTEGER NOT NULL DEFAULT 0,
    channel TEXT NOT NULL DEFAULT '',
    sets INTEGER NOT NULL DEFAULT 1,
    point TEXT NOT NULL DEFAULT '',
    competent TEXT NOT NULL DEFAULT '',
    birth_date TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    waits_until INTEGER,
    search_text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE dossier_search USING fts5 (
    search_text,
    content = 'dossier',
    content_rowid = 'seq',
    tokenize = 'ascii',
    prefix = '1 2 3 4 5',
    columnsize = 0
);
CREATE TABLE draft (
    id INTEGER PRIMARY KEY,
    page TEXT NOT NULL,
    saved_at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    log INTEGER NOT NULL REFERENCES log (n),
    position INTEGER NOT NULL,
    previous INTEGER REFERENCES entry (seq),
    fact INTEGER NOT NULL REFERENCES fact (seq),
    received_at INTEGER,
    head BLOB NOT NULL,
    signature BLOB
) STRICT;
CREATE TABLE erased_subject (
    subject BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE fact (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    subject BLOB NOT NULL,
    standing INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 2),
    secret BLOB,
    bytes BLOB NOT NULL,
    personal BLOB
) STRICT;
CREATE TABLE listed_subject (
    family TEXT NOT NULL,
    subject BLOB NOT NULL,
    PRIMARY KEY (family, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE log (
    n INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    scope BLOB NOT NULL CHECK (length(scope) = 16),
    device BLOB NOT NULL CHECK (length(device) = 16),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    mine INTEGER NOT NULL CHECK (mine IN (0, 1)),
    province INTEGER NOT NULL CHECK (province IN (0, 1)),
    trusted INTEGER NOT NULL CHECK (trusted IN (0, 1)),
    forked INTEGER NOT NULL DEFAULT 0 CHECK (forked IN (0, 1)),
    fence_position INTEGER,
    fence_head BLOB,
    received_position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE paired_key (
    scope BLOB NOT NULL CHECK (length(scope) = 16),
    public_key BLOB NOT NULL CHECK (length(public_key) = 32),
    device BLOB NOT NULL CHECK (length(device) = 16),
    PRIMARY KEY (scope, public_key, device)
) STRICT, WITHOUT ROWID;
CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    subject BLOB NOT NULL,
    form TEXT NOT NULL,
    copy_number INTEGER NOT NULL,
    ordered_at INTEGER NOT NULL,
    issued_at INTEGER,
    fact BLOB,
    sha256 BLOB,
    record TEXT NOT NULL,
    pdf BLOB
) STRICT;
CREATE TABLE receipt (
    scope BLOB PRIMARY KEY,
    counter INTEGER NOT NULL,
    at INTEGER NOT NULL,
    signature BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt_tip (
    scope BLOB NOT NULL,
    log BLOB NOT NULL,
    position INTEGER NOT NULL,
    head BLOB NOT NULL,
    PRIMARY KEY (log, head)
) STRICT, WITHOUT ROWID;
CREATE TABLE reference (
    digest BLOB PRIMARY KEY,
    subject BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE stale_subject (
    subject BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE this_device (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    device BLOB NOT NULL CHECK (length(device) = 16),
    scope BLOB NOT NULL CHECK (length(scope) = 16),
    private_key BLOB NOT NULL,
    current_log INTEGER REFERENCES log (n),
    views_version INTEGER NOT NULL,
    province_url TEXT,
    root_key BLOB,
    working_key BLOB,
    request_counter INTEGER NOT NULL DEFAULT 0,
    agreed BLOB
) STRICT;
CREATE TABLE used_number (
    series TEXT NOT NULL,
    day TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (series, day, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER dossier_search_delete AFTER DELETE ON dossier BEGIN
    INSERT INTO dossier_search (dossier_search, rowid, search_text)
    VALUES ('delete', old.seq, old.search_text);
END;
CREATE TRIGGER dossier_search_insert AFTER INSERT ON dossier BEGIN
    INSERT INTO dossier_search (rowid, search_text) VALUES (new.seq, new.search_text);
END;
CREATE TRIGGER dossier_search_update AFTER UPDATE OF search_text ON dossier
WHEN old.search_text <> new.search_text BEGIN
    INSERT INTO dossier_search (dossier_search, rowid, search_text)
    VALUES ('delete', old.seq, old.search_text);
    INSERT INTO dossier_search (rowid, search_text) VALUES (new.seq, new.search_text);
END;
