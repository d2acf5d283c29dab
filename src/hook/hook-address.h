/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HOOK_ERROR (hook_error_quark ())
GQuark hook_error_quark (void);

typedef enum
{
  HOOK_ERROR_BAD_ADDRESS,
  HOOK_ERROR_NOT_SECURE,       /* anybody on the way could read who calls */
  HOOK_ERROR_UNKNOWN_WORD,     /* something in braces that stands for nothing, or where it may not stand */
  HOOK_ERROR_REFUSED,          /* the far end answered, and did not want it */
  HOOK_ERROR_TOO_MANY,         /* it does not answer as fast as it is told */
} HookError;

/* What is told of a call; none of it NULL. A plain value that owns nothing. */
typedef struct
{
  const char *event;     /* calling, ringing, answered, ended */
  const char *id;
  const char *number;    /* or the address, where there is none */
  const char *address;
  const char *name;
  const char *direction; /* incoming, outgoing */
  const char *account;
  guint duration;        /* seconds */
} HookCall;

/* An address with {number}, {address}, {name}, {direction} and {account} in it, as a person writes it down. */
gboolean hook_address_check (const char      *text,
                             GError         **error);
/* The address of this call; @text has passed the check (transfer full). */
char    *hook_address_fill  (const char      *text,
                             const HookCall  *call);

G_END_DECLS
