"""Four at one place (bốn tại chỗ): receive, appraise, approve, return, on one screen at one desk."""
