-- CreateTable
CREATE TABLE "rooms" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "style" TEXT NOT NULL,
    "isLocked" BOOLEAN NOT NULL,
    "inviteGeneration" INTEGER NOT NULL,
    "hostGeneration" INTEGER NOT NULL,
    "seatsMax" INTEGER NOT NULL,
    "scene" TEXT,
    "createdAtMs" BIGINT NOT NULL,
    "lastPlayedAtMs" BIGINT
);

-- CreateTable
CREATE TABLE "players" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "isHost" BOOLEAN NOT NULL,
    "colour" INTEGER NOT NULL,
    "tokenGeneration" INTEGER NOT NULL,
    "consent" BOOLEAN NOT NULL,
    "removedAtMs" BIGINT,
    "createdAtMs" BIGINT NOT NULL,
    "lastSeenAtMs" BIGINT NOT NULL,
    CONSTRAINT "players_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "characters" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "seatId" TEXT,
    "name" TEXT NOT NULL,
    "sheet" TEXT NOT NULL,
    CONSTRAINT "characters_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "characters_tableId_seatId_fkey" FOREIGN KEY ("tableId", "seatId") REFERENCES "players" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "startedAtMs" BIGINT NOT NULL,
    "lastActivityAtMs" BIGINT NOT NULL,
    "endedAtMs" BIGINT,
    CONSTRAINT "sessions_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "turns" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "startedAtMs" BIGINT NOT NULL,
    "endedAtMs" BIGINT,
    "usage" TEXT NOT NULL,
    CONSTRAINT "turns_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "turns_tableId_sessionId_fkey" FOREIGN KEY ("tableId", "sessionId") REFERENCES "sessions" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "messages" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "tableId" TEXT NOT NULL,
    "sessionId" TEXT,
    "audience" TEXT NOT NULL,
    "isAddressed" BOOLEAN NOT NULL,
    "answeredBy" TEXT,
    "dedupeKey" TEXT,
    "message" TEXT NOT NULL,
    "turnId" TEXT,
    "segmentId" TEXT,
    CONSTRAINT "messages_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "messages_tableId_sessionId_fkey" FOREIGN KEY ("tableId", "sessionId") REFERENCES "sessions" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "messages_tableId_answeredBy_fkey" FOREIGN KEY ("tableId", "answeredBy") REFERENCES "turns" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "game_events" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "tableId" TEXT NOT NULL,
    "atMs" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    CONSTRAINT "game_events_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "entities" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "aliases" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "voice" TEXT,
    "wish" TEXT,
    "audience" TEXT NOT NULL,
    "createdAtMs" BIGINT NOT NULL,
    CONSTRAINT "entities_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "entity_facts" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "entityId" TEXT,
    "subject" TEXT NOT NULL,
    "predicate" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "sourceId" TEXT,
    "confidence" REAL NOT NULL,
    "validFromMs" BIGINT NOT NULL,
    "validToMs" BIGINT,
    CONSTRAINT "entity_facts_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "entity_facts_tableId_entityId_fkey" FOREIGN KEY ("tableId", "entityId") REFERENCES "entities" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "entity_facts_tableId_sourceId_fkey" FOREIGN KEY ("tableId", "sourceId") REFERENCES "messages" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateTable
CREATE TABLE "dice_rolls" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "tableId" TEXT NOT NULL,
    "sessionId" TEXT,
    "turnId" TEXT,
    "audience" TEXT NOT NULL,
    "intentKey" TEXT,
    "roll" TEXT NOT NULL,
    "atMs" BIGINT NOT NULL,
    CONSTRAINT "dice_rolls_tableId_fkey" FOREIGN KEY ("tableId") REFERENCES "rooms" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "dice_rolls_tableId_sessionId_fkey" FOREIGN KEY ("tableId", "sessionId") REFERENCES "sessions" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION,
    CONSTRAINT "dice_rolls_tableId_turnId_fkey" FOREIGN KEY ("tableId", "turnId") REFERENCES "turns" ("tableId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION
);

-- CreateIndex
CREATE INDEX "players_tableId_createdAtMs_idx" ON "players"("tableId", "createdAtMs");

-- CreateIndex
CREATE UNIQUE INDEX "players_tableId_id_key" ON "players"("tableId", "id");

-- CreateIndex
CREATE INDEX "characters_tableId_seatId_idx" ON "characters"("tableId", "seatId");

-- CreateIndex
CREATE INDEX "sessions_state_idx" ON "sessions"("state");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_tableId_number_key" ON "sessions"("tableId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_tableId_id_key" ON "sessions"("tableId", "id");

-- CreateIndex
CREATE INDEX "turns_tableId_sessionId_idx" ON "turns"("tableId", "sessionId");

-- CreateIndex
CREATE INDEX "turns_tableId_state_idx" ON "turns"("tableId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "turns_tableId_id_key" ON "turns"("tableId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "messages_id_key" ON "messages"("id");

-- CreateIndex
CREATE INDEX "messages_tableId_position_idx" ON "messages"("tableId", "position");

-- CreateIndex
CREATE INDEX "messages_tableId_turnId_idx" ON "messages"("tableId", "turnId");

-- CreateIndex
CREATE INDEX "messages_tableId_sessionId_idx" ON "messages"("tableId", "sessionId");

-- CreateIndex
CREATE INDEX "messages_tableId_answeredBy_isAddressed_idx" ON "messages"("tableId", "answeredBy", "isAddressed");

-- CreateIndex
CREATE UNIQUE INDEX "messages_tableId_dedupeKey_key" ON "messages"("tableId", "dedupeKey");

-- CreateIndex
CREATE UNIQUE INDEX "messages_tableId_segmentId_key" ON "messages"("tableId", "segmentId");

-- CreateIndex
CREATE UNIQUE INDEX "messages_tableId_id_key" ON "messages"("tableId", "id");

-- CreateIndex
CREATE INDEX "game_events_tableId_position_idx" ON "game_events"("tableId", "position");

-- CreateIndex
CREATE INDEX "entities_tableId_createdAtMs_idx" ON "entities"("tableId", "createdAtMs");

-- CreateIndex
CREATE UNIQUE INDEX "entities_tableId_id_key" ON "entities"("tableId", "id");

-- CreateIndex
CREATE INDEX "entity_facts_tableId_validFromMs_idx" ON "entity_facts"("tableId", "validFromMs");

-- CreateIndex
CREATE INDEX "entity_facts_tableId_entityId_idx" ON "entity_facts"("tableId", "entityId");

-- CreateIndex
CREATE INDEX "entity_facts_tableId_sourceId_idx" ON "entity_facts"("tableId", "sourceId");

-- CreateIndex
CREATE INDEX "dice_rolls_tableId_sessionId_idx" ON "dice_rolls"("tableId", "sessionId");

-- CreateIndex
CREATE INDEX "dice_rolls_tableId_turnId_idx" ON "dice_rolls"("tableId", "turnId");

-- CreateIndex
CREATE UNIQUE INDEX "dice_rolls_tableId_intentKey_key" ON "dice_rolls"("tableId", "intentKey");
