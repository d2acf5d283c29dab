/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "torture-phone.h"

G_BEGIN_DECLS

/* What the tables may say: a key and the assertion behind it. Ends with a NULL key. */
typedef struct
{
  const char *key;
  void      (*check) (Received *received, const char *value);
} Clause;

extern const Clause torture_clauses[];

G_END_DECLS
