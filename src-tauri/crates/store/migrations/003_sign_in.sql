-- What a connection's sign-in brought along, beside how the connection stands.
ALTER TABLE connection ADD COLUMN warnings TEXT NOT NULL DEFAULT '[]'; -- JSON: what the admin should know
ALTER TABLE connection ADD COLUMN claims TEXT; -- JSON: what the next sign-in has to ask for
ALTER TABLE connection ADD COLUMN told TEXT NOT NULL DEFAULT '[]'; -- JSON array of the states a person was told of since the last success
