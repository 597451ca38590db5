"""From a drawn paper to the printer: pictures of pages, preview, printers, and what to do without one."""
