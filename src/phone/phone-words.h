/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An error to a sentence for a person, with no protocol word in it. */
char       *phone_words_for_error  (const GError *error);
/* What is wrong with a certificate, a sentence a fault (transfer full). */
char      **phone_words_for_certificate (GTlsCertificateFlags faults);
/* The one useful thing to do: a label, or NULL. */
const char *phone_words_get_action (const GError *error);

G_END_DECLS
