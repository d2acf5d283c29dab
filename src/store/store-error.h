/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STORE_ERROR (store_error_quark ())
GQuark store_error_quark (void);

/* Why something could not be kept, or not be read back. */
typedef enum
{
  STORE_ERROR_FAILED,          /* the disk or the file system said no; the message says how */
  STORE_ERROR_FULL,            /* no room on the disk */
  STORE_ERROR_READ_ONLY,       /* the file or its folder may not be written */
  STORE_ERROR_BUSY,            /* another program has locked the rows for the moment */
  STORE_ERROR_IN_USE,          /* another Earshot has this history open */
  STORE_ERROR_FROM_FUTURE,     /* written by a newer version; not touched */
  STORE_ERROR_CORRUPT,         /* not a history, or a damaged one */
  STORE_ERROR_BAD_RECORD,      /* a record breaks a rule of its own: too long, not UTF-8, no such kind */
  STORE_ERROR_BACKLOG,         /* too much is waiting to be written already */
  STORE_ERROR_CLOSED,          /* closed before, or while, this was asked */
  STORE_ERROR_NO_SECRETS,      /* there is no Secret Service, or it went away */
  STORE_ERROR_SECRETS_LOCKED,  /* the keyring was not unlocked */
} StoreError;

G_END_DECLS
