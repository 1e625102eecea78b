import GRDB

/// The tables of the job store, version by version. A migration that has been released is never edited.
enum JobStoreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: jobs and transitions") { database in
      // Instants are seconds since 1970. An untracked job keeps its row, so that it can be tracked again.
      try database.execute(
        sql: """
          CREATE TABLE job (
            profile TEXT NOT NULL,
            id TEXT NOT NULL,
            label TEXT NOT NULL,
            conversation TEXT,
            addedAt REAL NOT NULL,
            untrackedAt REAL,
            PRIMARY KEY (profile, id)
          ) STRICT;
          CREATE TABLE statusTransition (
            sequence INTEGER PRIMARY KEY,
            profile TEXT NOT NULL,
            job TEXT NOT NULL,
            fromStatus TEXT,
            toStatus TEXT NOT NULL,
            earliest REAL,
            seenAt REAL NOT NULL,
            FOREIGN KEY (profile, job) REFERENCES job (profile, id) ON DELETE CASCADE
          ) STRICT;
          CREATE INDEX statusTransitionByJob ON statusTransition (profile, job);
          """)
    }
    migrator.registerMigration("2: conversations") { database in
      // The report is JSON. It goes when a job of the conversation completes later on, as then it is not all of it.
      try database.execute(
        sql: """
          CREATE TABLE conversation (
            profile TEXT NOT NULL,
            id TEXT NOT NULL,
            report TEXT NOT NULL,
            PRIMARY KEY (profile, id)
          ) STRICT;
          """)
    }
    migrator.registerMigration("4: dates of the service") { database in
      // When a transition was seen, by the service's clock, where it told.
      try database.execute(sql: "ALTER TABLE statusTransition ADD COLUMN serverDate REAL")
    }
    migrator.registerMigration("5: kinds of jobs") { database in
      try database.execute(sql: "ALTER TABLE job ADD COLUMN kind TEXT")
    }
    return migrator
  }
}
