internal import PipelineCore

/// The database of a run. Rows and the number of documents that they belong to change in one transaction, so that a run
/// that goes on knows what is there already.
final class SQLiteStore: RecordStore {
    private static let schema = """
        CREATE TABLE run (documents INTEGER NOT NULL);
        INSERT INTO run VALUES (0);
        CREATE TABLE documents (
          number INTEGER PRIMARY KEY, id TEXT NOT NULL, source TEXT, language TEXT, meta TEXT, text TEXT);
        CREATE TABLE annotations (
          document INTEGER NOT NULL, id INTEGER NOT NULL, layer TEXT NOT NULL, label TEXT NOT NULL,
          start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, by TEXT NOT NULL, attributes TEXT,
          PRIMARY KEY (document, id)) WITHOUT ROWID;
        CREATE TABLE relations (
          document INTEGER NOT NULL, id INTEGER NOT NULL, label TEXT NOT NULL, by TEXT NOT NULL, attributes TEXT,
          PRIMARY KEY (document, id)) WITHOUT ROWID;
        CREATE TABLE arguments (
          document INTEGER NOT NULL, relation INTEGER NOT NULL, name TEXT NOT NULL, annotation INTEGER NOT NULL);
        CREATE TABLE scores (
          document INTEGER NOT NULL, name TEXT NOT NULL, value REAL NOT NULL, level TEXT,
          PRIMARY KEY (document, name)) WITHOUT ROWID;
        CREATE TABLE reasons (
          document INTEGER NOT NULL, score TEXT NOT NULL, rule TEXT NOT NULL, weight REAL NOT NULL,
          start INTEGER, "end" INTEGER);
        CREATE INDEX documents_by_id ON documents (id);
        CREATE INDEX annotations_by_label ON annotations (label, layer);
        CREATE INDEX relations_by_label ON relations (label);
        CREATE INDEX arguments_by_relation ON arguments (document, relation, name);
        CREATE INDEX scores_by_name ON scores (name, value);
        CREATE INDEX reasons_by_score ON reasons (document, score);
        CREATE VIRTUAL TABLE search USING fts5 (text, content = 'documents', content_rowid = 'number');
        """

    let documents: Int
    private let database: SQLiteDatabase
    private let insertions: [SQLiteStatement]
    private let indexing: SQLiteStatement
    /// The number of the last document that was put in.
    private var number: Int64

    /// - Parameter anew: makes a new file, in place of one that is there.
    init(_ path: String, anew: Bool) throws(PipelineError) {
        if anew { try Self.makeRoom(path) }
        database = try SQLiteDatabase(path)
        try database.run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384")
        if anew { try database.run("BEGIN; \(Self.schema) COMMIT") }
        documents = Int(try database.texts("SELECT documents FROM run").first ?? "") ?? 0
        number = Int64(try database.texts("SELECT max(number) FROM documents").first ?? "") ?? 0
        var insertions: [SQLiteStatement] = []
        for table in SQLiteTable.allCases { insertions.append(try database.statement(table.insertion)) }
        self.insertions = insertions
        indexing = try database.statement("INSERT INTO search (rowid, text) VALUES (?1, ?2)")
        try database.run("BEGIN")
    }

    func write(_ record: [UInt8]) throws {
        let isWhole = try SQLiteRows.read(record) { table, values in
            if table == .documents { number += 1 }
            let statement = insertions[Int(table.rawValue)]
            statement.bind(.integer(number), at: 1)
            for (index, value) in values.enumerated() { statement.bind(value, at: index + 2) }
            try database.run(statement)
            if table == .documents, let text = values.last, text != .null {
                indexing.bind(.integer(number), at: 1)
                indexing.bind(text, at: 2)
                try database.run(indexing)
            }
        }
        guard isWhole else { throw PipelineError(.outputFailed, "a worker made what are no rows of a database") }
    }

    func commit(documents: Int) throws {
        try database.run("UPDATE run SET documents = \(documents); COMMIT; BEGIN")
    }

    /// Makes the views: which arguments there are is known at the end.
    func finish() throws {
        for view in try database.texts("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name") {
            try database.run("DROP VIEW \(Self.quoted(view))")
        }
        for label in try database.texts("SELECT DISTINCT label FROM relations ORDER BY label") {
            let names = try database.texts(
                """
                SELECT DISTINCT name FROM arguments JOIN relations
                ON relations.document = arguments.document AND relations.id = relation
                WHERE label = ?1 ORDER BY name
                """, [.text(label)])
            try database.run(Self.view(label, names))
        }
    }

    func close() throws { try database.run("ROLLBACK") }

    private static func makeRoom(_ path: String) throws(PipelineError) {
        let files = SystemFiles()
        do {
            for folder in try files.makeDirectories(Path.directory(of: path)) { try files.syncDirectory(folder) }
            for suffix in ["", "-journal", "-wal", "-shm"] where try files.status(path + suffix)?.isRegular == true {
                try files.remove(path + suffix)
            }
        } catch {
            throw PipelineError(
                .outputFailed, "cannot write \(path): \(String(describing: error).lowercasedFirst)",
                location: SourceLocation(file: path))
        }
    }

    private static func view(_ label: String, _ arguments: [String]) -> String {
        let columns = arguments.map { name in
            """
            (SELECT group_concat(a.text, ' … ') FROM arguments g JOIN annotations a
              ON a.document = g.document AND a.id = g.annotation
              WHERE g.document = r.document AND g.relation = r.id AND g.name = \(literal(name))) AS \(quoted(name))
            """
        }
        let all = ["d.id AS document_id", "r.document", "r.id"] + columns + ["r.attributes", "r.by"]
        return """
            CREATE VIEW \(quoted("relation_\(label)")) AS SELECT \(all.joined(separator: ", "))
            FROM relations r JOIN documents d ON d.number = r.document WHERE r.label = \(literal(label))
            """
    }

    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    private static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}
