/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A body as a server would send it: a file of tests/ua/bodies, or written in the test. A new reference. */
GBytes *doubles_body_read (const char *name);
GBytes *doubles_body_new  (const char *text);

G_END_DECLS
