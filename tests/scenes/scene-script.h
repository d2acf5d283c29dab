/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A scene as text: head lines, an empty line, then steps; what is indented belongs to the step above. */
typedef struct
{
  guint      number;  /* line in the file */
  char      *text;
  GPtrArray *details; /* the indented lines, trimmed */
} SceneStep;

typedef struct
{
  char      *path;
  char      *title;
  char      *source;
  char      *line;  /* Via protocol; NULL: the usual one */
  GPtrArray *steps; /* SceneStep */
} SceneScript;

SceneScript *scene_script_load (const char   *path,
                                GError      **error);
void         scene_script_free (SceneScript  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SceneScript, scene_script_free)

G_END_DECLS
