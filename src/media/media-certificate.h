/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A certificate nobody has signed, with its key, both PEM in one text; NULL with an error. */
char *media_certificate_new  (GError **error);
/* Wipes the key before it gives the memory back. */
void  media_certificate_free (char    *pem);

G_END_DECLS
