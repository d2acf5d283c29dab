/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A link from anywhere, of which nothing is left but whom it means, and what may be written to them. */
typedef struct
{
  char *target;    /* to call or write to, as phone_call() takes it */
  char *address;   /* the same as a person reads it */
  char *body;      /* what is to be written; NULL: nothing */
  gboolean writes; /* a message, not a call */
} PhoneLink;

PhoneLink *phone_link_parse (const char  *text,
                             GError     **error);
void       phone_link_free  (PhoneLink   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneLink, phone_link_free)

G_END_DECLS
