-- CreateTable
CREATE TABLE "initiative_tracker" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "sessionId" TEXT,
    "state" TEXT NOT NULL,
    "createdAtMs" BIGINT NOT NULL,
    "endedAtMs" BIGINT,
    CONSTRAINT "initiative_tracker_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "initiative_tracker_tableId_sessionId_fkey" FOREIGN KEY ("tableId", "sessionId") REFERENCES "sessions" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "game_steps" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "tableId" TEXT NOT NULL,
    "sessionId" TEXT,
    "seatId" TEXT,
    "kind" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "dedupeKey" TEXT,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "atMs" BIGINT NOT NULL,
    "undoneAtMs" BIGINT,
    CONSTRAINT "game_steps_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "game_steps_tableId_sessionId_fkey" FOREIGN KEY ("tableId", "sessionId") REFERENCES "sessions" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "dice_seeds" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "contributions" TEXT NOT NULL,
    "createdAtMs" BIGINT NOT NULL,
    "revealedAtMs" BIGINT,
    CONSTRAINT "dice_seeds_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "dice_seeds_tableId_sessionId_fkey" FOREIGN KEY ("tableId", "sessionId") REFERENCES "sessions" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "quests" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "objectives" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "createdAtMs" BIGINT NOT NULL,
    "updatedAtMs" BIGINT NOT NULL,
    CONSTRAINT "quests_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "pictures" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "seatId" TEXT,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,
    "audience" TEXT NOT NULL,
    "createdAtMs" BIGINT NOT NULL,
    CONSTRAINT "pictures_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_characters" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "seatId" TEXT,
    "name" TEXT NOT NULL,
    "sheet" TEXT,
    "aside" TEXT NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "createdAtMs" BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT "characters_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "characters_tableId_seatId_fkey" FOREIGN KEY ("tableId", "seatId") REFERENCES "players" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);
INSERT INTO "new_characters" ("id", "name", "seatId", "sheet", "tableId") SELECT "id", "name", "seatId", nullif("sheet", '{}'), "tableId" FROM "characters";
DROP TABLE "characters";
ALTER TABLE "new_characters" RENAME TO "characters";
CREATE INDEX "characters_tableId_seatId_idx" ON "characters"("tableId", "seatId");
CREATE TABLE "new_dice_rolls" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "sessionId" TEXT,
    "turnId" TEXT,
    "audience" TEXT NOT NULL,
    "intentKey" TEXT,
    "roll" TEXT NOT NULL,
    "seedId" TEXT,
    "counter" INTEGER,
    "draws" TEXT NOT NULL DEFAULT '[]',
    "atMs" BIGINT NOT NULL,
    CONSTRAINT "dice_rolls_tableId_seedId_fkey" FOREIGN KEY ("tableId", "seedId") REFERENCES "dice_seeds" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "dice_rolls_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "dice_rolls_tableId_sessionId_fkey" FOREIGN KEY ("tableId", "sessionId") REFERENCES "sessions" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "dice_rolls_tableId_turnId_fkey" FOREIGN KEY ("tableId", "turnId") REFERENCES "turns" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);
INSERT INTO "new_dice_rolls" ("atMs", "audience", "id", "intentKey", "roll", "sessionId", "tableId", "turnId") SELECT "atMs", "audience", "id", "intentKey", "roll", "sessionId", "tableId", "turnId" FROM "dice_rolls";
DROP TABLE "dice_rolls";
ALTER TABLE "new_dice_rolls" RENAME TO "dice_rolls";
CREATE INDEX "dice_rolls_tableId_sessionId_idx" ON "dice_rolls"("tableId", "sessionId");
CREATE INDEX "dice_rolls_tableId_turnId_idx" ON "dice_rolls"("tableId", "turnId");
CREATE UNIQUE INDEX "dice_rolls_tableId_intentKey_key" ON "dice_rolls"("tableId", "intentKey");
CREATE UNIQUE INDEX "dice_rolls_seedId_counter_key" ON "dice_rolls"("seedId", "counter");
CREATE TABLE "new_rooms" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "isLocked" BOOLEAN NOT NULL,
    "inviteGeneration" INTEGER NOT NULL,
    "hostGeneration" INTEGER NOT NULL,
    "seatsMax" INTEGER NOT NULL,
    "scene" TEXT,
    "boundaries" TEXT NOT NULL DEFAULT '{"lines":[],"veils":[]}',
    "createdAtMs" BIGINT NOT NULL,
    "lastPlayedAtMs" BIGINT
);
INSERT INTO "new_rooms" ("createdAtMs", "hostGeneration", "id", "inviteGeneration", "isLocked", "language", "lastPlayedAtMs", "scene", "seatsMax", "style", "title") SELECT "createdAtMs", "hostGeneration", "id", "inviteGeneration", "isLocked", "language", "lastPlayedAtMs", "scene", "seatsMax", "style", "title" FROM "rooms";
DROP TABLE "rooms";
ALTER TABLE "new_rooms" RENAME TO "rooms";
CREATE TABLE "new_sessions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "startedAtMs" BIGINT NOT NULL,
    "lastActivityAtMs" BIGINT NOT NULL,
    "endedAtMs" BIGINT,
    "spotlight" TEXT NOT NULL DEFAULT '{}',
    CONSTRAINT "sessions_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
INSERT INTO "new_sessions" ("endedAtMs", "id", "lastActivityAtMs", "number", "startedAtMs", "state", "tableId") SELECT "endedAtMs", "id", "lastActivityAtMs", "number", "startedAtMs", "state", "tableId" FROM "sessions";
DROP TABLE "sessions";
ALTER TABLE "new_sessions" RENAME TO "sessions";
CREATE INDEX "sessions_state_idx" ON "sessions"("state");
CREATE UNIQUE INDEX "sessions_tableId_number_key" ON "sessions"("tableId", "number");
CREATE UNIQUE INDEX "sessions_tableId_id_key" ON "sessions"("tableId", "id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "initiative_tracker_tableId_endedAtMs_idx" ON "initiative_tracker"("tableId", "endedAtMs");

-- CreateIndex
CREATE UNIQUE INDEX "game_steps_id_key" ON "game_steps"("id");

-- CreateIndex
CREATE INDEX "game_steps_tableId_undoneAtMs_position_idx" ON "game_steps"("tableId", "undoneAtMs", "position");

-- CreateIndex
CREATE UNIQUE INDEX "game_steps_tableId_dedupeKey_key" ON "game_steps"("tableId", "dedupeKey");

-- CreateIndex
CREATE UNIQUE INDEX "dice_seeds_tableId_id_key" ON "dice_seeds"("tableId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dice_seeds_sessionId_audience_key" ON "dice_seeds"("sessionId", "audience");

-- CreateIndex
CREATE INDEX "quests_tableId_createdAtMs_idx" ON "quests"("tableId", "createdAtMs");

-- CreateIndex
CREATE INDEX "pictures_tableId_createdAtMs_idx" ON "pictures"("tableId", "createdAtMs");


