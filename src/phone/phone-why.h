/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What failed. */
typedef enum
{
  PHONE_WHY_REGISTRATION = 1 << 0,
  PHONE_WHY_CALL_OUT     = 1 << 1,
  PHONE_WHY_CALL_IN      = 1 << 2,
  PHONE_WHY_MESSAGE      = 1 << 3,
} PhoneWhySubject;

/* The one thing worth doing about it. */
#define PHONE_TYPE_HELP (phone_help_get_type ())
GType phone_help_get_type (void) G_GNUC_CONST;

typedef enum
{
  PHONE_HELP_NONE,
  PHONE_HELP_TRY_AGAIN,    /* the line, the message */
  PHONE_HELP_CALL_AGAIN,
  PHONE_HELP_EDIT_ACCOUNT, /* its address, password, server */
  PHONE_HELP_EDIT_MEDIA,   /* its encryption, codecs and relay */
  PHONE_HELP_EDIT_POLICY,  /* who may call, and anonymously or not */
  PHONE_HELP_CERTIFICATE,  /* compare keys */
  PHONE_HELP_SOUND,        /* microphone and speaker */
  PHONE_HELP_LINE_TEST,    /* look where it gets lost */
} PhoneHelp;

/* Why something failed: the rule that found out, a sentence and what helps. Never changes. */
typedef struct _PhoneWhy PhoneWhy;

#define PHONE_TYPE_WHY (phone_why_get_type ())
GType       phone_why_get_type     (void) G_GNUC_CONST;
/* From what phone_trace_dup_text() writes; NULL: no rule knows. */
PhoneWhy   *phone_why_new_for_text (const char      *trace,
                                    PhoneWhySubject  subject);
PhoneWhy   *phone_why_ref          (PhoneWhy        *self);
void        phone_why_unref        (PhoneWhy        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PhoneWhy, phone_why_unref)
const char *phone_why_get_rule     (PhoneWhy        *self); /* "wrong-password": for programs */
const char *phone_why_get_sentence (PhoneWhy        *self);
PhoneHelp   phone_why_get_help     (PhoneWhy        *self);

G_END_DECLS
