/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is done about a line that was lost. */
typedef enum
{
  PHONE_RECOVERY_BACKOFF,  /* longer and longer pauses, for ever: what people want */
  PHONE_RECOVERY_CONTRACT, /* as the reference documents say: a few attempts, the next server, then the end (W11) */
  PHONE_RECOVERY_OFF,      /* nothing */
} PhoneRecovery;

G_END_DECLS
