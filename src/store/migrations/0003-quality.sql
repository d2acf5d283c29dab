-- SPDX-FileCopyrightText: The Earshot authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- How a call was heard: the mean and the worst mark of its seconds, in hundredths (100 is bad, 450 the best there is),
-- and the share that got lost, in thousandths. NULL: nothing was measured.

ALTER TABLE calls ADD COLUMN mark INTEGER CHECK (mark BETWEEN 100 AND 450);
ALTER TABLE calls ADD COLUMN worst_mark INTEGER CHECK (worst_mark BETWEEN 100 AND 450);
ALTER TABLE calls ADD COLUMN loss INTEGER CHECK (loss BETWEEN 0 AND 1000);
