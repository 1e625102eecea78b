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
    migrator.registerMigration("3: sharing") { database in
      // `change` has the newest change of each job, under a number that is given once, also after rows are gone; a job
      // without a row in `job` was removed. Triggers keep it, so that whoever writes need not think of it. They delete
      // and insert, as REPLACE would give way to the conflict clause of the statement that sets them off.
      // `lookedAt` and `trouble` tell the other processes how the last question about a job ended.
      try database.execute(
        sql: """
          ALTER TABLE job ADD COLUMN lookedAt REAL;
          ALTER TABLE job ADD COLUMN trouble TEXT;
          CREATE TABLE lease (
            profile TEXT NOT NULL PRIMARY KEY,
            owner INTEGER NOT NULL,
            beat INTEGER NOT NULL
          ) STRICT;
          CREATE TABLE change (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            profile TEXT NOT NULL,
            job TEXT NOT NULL,
            UNIQUE (profile, job)
          ) STRICT;
          CREATE TRIGGER jobAdded AFTER INSERT ON job BEGIN
            DELETE FROM change WHERE profile = NEW.profile AND job = NEW.id;
            INSERT INTO change (profile, job) VALUES (NEW.profile, NEW.id);
          END;
          CREATE TRIGGER jobChanged AFTER UPDATE ON job BEGIN
            DELETE FROM change WHERE profile = NEW.profile AND job = NEW.id;
            INSERT INTO change (profile, job) VALUES (NEW.profile, NEW.id);
          END;
          CREATE TRIGGER jobDeleted AFTER DELETE ON job BEGIN
            DELETE FROM change WHERE profile = OLD.profile AND job = OLD.id;
            INSERT INTO change (profile, job) VALUES (OLD.profile, OLD.id);
          END;
          CREATE TRIGGER transitionAdded AFTER INSERT ON statusTransition BEGIN
            DELETE FROM change WHERE profile = NEW.profile AND job = NEW.job;
            INSERT INTO change (profile, job) VALUES (NEW.profile, NEW.job);
          END;
          """)
    }
    migrator.registerMigration("4: dates of the service") { database in
      // When a transition was seen, by the service's clock, where it told.
      try database.execute(sql: "ALTER TABLE statusTransition ADD COLUMN serverDate REAL")
    }
    migrator.registerMigration("5: kinds of jobs") { database in
      try database.execute(sql: "ALTER TABLE job ADD COLUMN kind TEXT")
    }
    migrator.registerMigration("6: untracked jobs") { database in
      // Those that were untracked last are learned from.
      try database.execute(
        sql: "CREATE INDEX jobUntracked ON job (profile, untrackedAt) WHERE untrackedAt IS NOT NULL")
    }
    migrator.registerMigration("7: holds of services") { database in
      // Until when a service has asked to be left alone, by the clock on the wall.
      try database.execute(
        sql: """
          CREATE TABLE serviceHold (
            profile TEXT NOT NULL PRIMARY KEY,
            until REAL NOT NULL
          ) STRICT;
          """)
    }
    migrator.registerMigration("8: requested checks") { database in
      // What people want to have checked by the process that has the lease; it takes the rows away.
      try database.execute(
        sql: """
          CREATE TABLE requestedCheck (
            profile TEXT NOT NULL,
            job TEXT NOT NULL,
            PRIMARY KEY (profile, job)
          ) STRICT;
          """)
    }
    migrator.registerMigration("9: notes") { database in
      try database.execute(sql: "ALTER TABLE job ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    }
    migrator.registerMigration("10: last responses") { database in
      // What the service said last about jobs that have ended, or that several dashboards watch. A table of its own, as
      // nobody reads it at the start. `latency` is in seconds; `body` is the beginning of one of `wholeSize` bytes, or
      // all of it when that is NULL; without a response there is `trouble` in place of `status`.
      try database.execute(
        sql: """
          CREATE TABLE lastResponse (
            profile TEXT NOT NULL,
            job TEXT NOT NULL,
            at REAL NOT NULL,
            latency REAL NOT NULL,
            status INTEGER,
            body BLOB,
            wholeSize INTEGER,
            trouble TEXT,
            PRIMARY KEY (profile, job),
            FOREIGN KEY (profile, job) REFERENCES job (profile, id) ON DELETE CASCADE
          ) STRICT, WITHOUT ROWID;
          """)
    }
    return migrator
  }
}
