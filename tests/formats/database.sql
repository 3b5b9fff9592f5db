CREATE INDEX annotation_tags_tag ON annotation_tags (tag);
CREATE INDEX annotations_article ON annotations (article, text_hash);
CREATE INDEX annotations_status ON annotations (status);
CREATE TABLE annotation_tags (
        annotation TEXT NOT NULL REFERENCES annotations (id),
        tag TEXT NOT NULL REFERENCES tags (id),
        position INTEGER NOT NULL,
        PRIMARY KEY (annotation, tag)
    ) WITHOUT ROWID
    ;
CREATE TABLE annotations (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        article TEXT NOT NULL REFERENCES articles (id),
        text_hash TEXT NOT NULL,
        "start" INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        heading TEXT NOT NULL,
        page TEXT NOT NULL,
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        note TEXT NOT NULL,
        status TEXT NOT NULL,
        annotator TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        FOREIGN KEY (article, text_hash) REFERENCES texts (article, text_hash)
    );
CREATE VIRTUAL TABLE annotations_fts USING fts5(
        quote, note, content="annotations", content_rowid='number',
        tokenize="unicode61 remove_diacritics 2"
    );
CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        author TEXT NOT NULL,
        source TEXT NOT NULL,
        published TEXT NOT NULL,
        accessed TEXT NOT NULL,
        url TEXT NOT NULL,
        path TEXT NOT NULL,
        kind TEXT NOT NULL,
        language TEXT NOT NULL,
        length INTEGER NOT NULL,
        metadata TEXT NOT NULL,
        text_hash TEXT NOT NULL
    );
CREATE TABLE tags (
        id TEXT PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        color TEXT NOT NULL,
        description TEXT NOT NULL
    );
CREATE TABLE texts (
        number INTEGER PRIMARY KEY,
        article TEXT NOT NULL REFERENCES articles (id),
        text_hash TEXT NOT NULL,
        is_shown INTEGER NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (article, text_hash)
    );
CREATE VIRTUAL TABLE texts_fts USING fts5(
        text, content="texts", content_rowid='number',
        tokenize="unicode61 remove_diacritics 2"
    );
CREATE VIEW article_counts AS SELECT a.id, a.title, a.source, a.published,
        count(n.id) AS annotations FROM articles a LEFT JOIN annotations n ON n.article = a.id
    GROUP BY a.id ORDER BY annotations DESC, a.title;
CREATE VIEW memos AS SELECT n.id, a.title, n.note, n.annotator, n.updated
    FROM annotations n JOIN articles a ON a.id = n.article WHERE n."end" = 0;
CREATE VIEW orphans AS SELECT * FROM passages WHERE status = 'orphaned';
CREATE VIEW passages AS SELECT n.id, n.article, a.title, a.author, a.source, a.published,
        a.accessed, a.url, n.heading, n.quote, n.prefix, n.suffix,
        coalesce((SELECT group_concat(path, '; ') FROM (
            SELECT t.path FROM annotation_tags g JOIN tags t ON t.id = g.tag
            WHERE g.annotation = n.id ORDER BY g.position)), '') AS tags,
        n.note, n."start", n."end", n.text_hash, n.status, n.annotator, n.created, n.updated
    FROM annotations n JOIN articles a ON a.id = n.article ORDER BY n.number;
CREATE VIEW tag_counts AS SELECT t.path AS tag, t.description, t.color,
        count(n.id) AS annotations, count(DISTINCT n.article) AS articles
    FROM tags t LEFT JOIN annotation_tags g ON g.tag = t.id
        LEFT JOIN annotations n ON n.id = g.annotation
    GROUP BY t.id ORDER BY annotations DESC, tag;
CREATE VIEW tags_together AS SELECT t.path AS tag, o.path AS other, count(*) AS annotations
    FROM annotation_tags g JOIN annotation_tags h ON h.annotation = g.annotation
        JOIN tags t ON t.id = g.tag JOIN tags o ON o.id = h.tag
    WHERE t.path < o.path GROUP BY t.id, o.id ORDER BY annotations DESC, tag, other;
CREATE VIEW unsure AS SELECT * FROM passages WHERE status = 'review';
