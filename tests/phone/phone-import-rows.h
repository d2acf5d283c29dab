/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

/* Rows as they come of a database: columns with bars between them. */
static inline GPtrArray *
rows_new (const char *const *lines)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint n = 0; lines[n] != NULL; n++)
    g_ptr_array_add (rows, g_strsplit (lines[n], "|", -1));
  return rows;
}
