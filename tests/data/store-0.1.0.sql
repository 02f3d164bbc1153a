BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attendance (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	meeting_id VARCHAR(80) NOT NULL, 
	audience VARCHAR(20) NOT NULL, 
	participants INTEGER NOT NULL, 
	groups INTEGER, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT fk_attendance_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id), 
	CONSTRAINT ck_attendance_participants CHECK (participants >= 0), 
	CONSTRAINT ck_attendance_groups CHECK (groups IS NULL OR groups >= 0)
);
INSERT INTO "attendance" VALUES(1,1,'corse','elected',33,4,'');
INSERT INTO "attendance" VALUES(2,1,'corse','partner',12,NULL,'Préfecture et « agence »');
INSERT INTO "attendance" VALUES(3,1,'bretagne','all',88,NULL,'');
INSERT INTO "attendance" VALUES(4,2,'bretagne','all',61,5,'');
CREATE TABLE contribution (
	id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	meeting_id VARCHAR(80) NOT NULL, 
	theme_id VARCHAR(40) NOT NULL, 
	nature VARCHAR(20) NOT NULL, 
	text TEXT NOT NULL, 
	"group" VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_contribution PRIMARY KEY (id), 
	CONSTRAINT fk_contribution_entry_id FOREIGN KEY(entry_id) REFERENCES entry (id)
);
INSERT INTO "contribution" VALUES(1,3,'corse','habitat','idea','Rouvrir l’école ; l''été aussi','Groupe 2');
INSERT INTO "contribution" VALUES(2,3,'corse','habitat','irritant','Trop loin
de tout','');
CREATE TABLE entry (
	id INTEGER NOT NULL, 
	action VARCHAR(10) NOT NULL, 
	undoes INTEGER, 
	kind VARCHAR(20) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	checksum VARCHAR(64) NOT NULL, 
	lines INTEGER NOT NULL, 
	dropped INTEGER NOT NULL, 
	CONSTRAINT pk_entry PRIMARY KEY (id), 
	CONSTRAINT fk_entry_undoes FOREIGN KEY(undoes) REFERENCES entry (id), 
	CONSTRAINT uq_entry_undoes UNIQUE (undoes), 
	CONSTRAINT ck_entry_action CHECK (action IN ('import', 'undo')), 
	CONSTRAINT ck_entry_undoes CHECK ((action = 'undo') = (undoes IS NOT NULL))
);
INSERT INTO "entry" VALUES(1,'import',NULL,'tally','anne@exemple.fr','2026-11-28 19:42:40.369820','1111111111111111111111111111111111111111111111111111111111111111',3,0);
INSERT INTO "entry" VALUES(2,'import',NULL,'sign_in','lea@exemple.fr','2026-11-28 19:42:40.379414','2222222222222222222222222222222222222222222222222222222222222222',61,0);
INSERT INTO "entry" VALUES(3,'import',NULL,'contributions','anne@exemple.fr','2026-11-28 19:42:40.383387','3333333333333333333333333333333333333333333333333333333333333333',2,0);
INSERT INTO "entry" VALUES(4,'undo',2,'sign_in','anne@exemple.fr','2026-11-28 19:42:40.391703','2222222222222222222222222222222222222222222222222222222222222222',61,0);
CREATE TABLE revision (
	id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_revision PRIMARY KEY (id), 
	CONSTRAINT ck_revision_single CHECK (id = 1)
);
INSERT INTO "revision" VALUES(1,4);
CREATE INDEX ix_entry_checksum ON entry (checksum);
CREATE INDEX ix_attendance_entry_id ON attendance (entry_id);
CREATE INDEX ix_contribution_entry_id ON contribution (entry_id);
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
CREATE TRIGGER attendance_no_update BEFORE UPDATE ON attendance FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
CREATE TRIGGER attendance_no_delete BEFORE DELETE ON attendance FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
CREATE TRIGGER contribution_no_update BEFORE UPDATE ON contribution FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
CREATE TRIGGER contribution_no_delete BEFORE DELETE ON contribution FOR EACH ROW BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
COMMIT;
