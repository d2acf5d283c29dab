/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A bug report should become a test by being written down; so the format is the way people write call flows. */

#include "scene-script.h"

#include <string.h>

static void
free_step (gpointer data)
{
  SceneStep *step = data;

  g_ptr_array_unref (step->details);
  g_free (step->text);
  g_free (step);
}

static gboolean
read_head (SceneScript  *self,
           guint         number,
           const char   *line,
           GError      **error)
{
  struct
  {
    const char *name;
    char      **field;
  } fields[] = { { "title:", &self->title }, { "source:", &self->source }, { "line:", &self->line } };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!g_str_has_prefix (line, fields[i].name))
        continue;
      g_free (*fields[i].field);
      *fields[i].field = g_strstrip (g_strdup (line + strlen (fields[i].name)));
      return TRUE;
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u: \"%s\" is no head line", self->path, number,
               line);
  return FALSE;
}

static gboolean
read_step (SceneScript  *self,
           guint         number,
           const char   *line,
           GError      **error)
{
  if (!g_ascii_isspace (*line))
    {
      SceneStep *step = g_new0 (SceneStep, 1);

      step->number = number;
      step->text = g_strstrip (g_strdup (line));
      step->details = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->steps, step);
      return TRUE;
    }
  if (self->steps->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s:%u: nothing to belong to", self->path, number);
      return FALSE;
    }

  SceneStep *last = g_ptr_array_index (self->steps, self->steps->len - 1);

  g_ptr_array_add (last->details, g_strstrip (g_strdup (line)));
  return TRUE;
}

static gboolean
is_blank (const char *line)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (line));

  return *trimmed == '\0';
}

/* Reads @path; %NULL and @error when it is no scene. */
SceneScript *
scene_script_load (const char  *path,
                   GError     **error)
{
  g_autoptr (SceneScript) self = g_new0 (SceneScript, 1);
  g_autofree char *text = NULL;
  gboolean in_head = TRUE;

  self->path = g_path_get_basename (path);
  self->steps = g_ptr_array_new_with_free_func (free_step);
  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '#')
        continue;
      if (is_blank (lines[i]))
        in_head = in_head && self->title == NULL;
      else if (!(in_head ? read_head : read_step) (self, i + 1, lines[i], error))
        return NULL;
    }
  if (self->title != NULL && self->steps->len > 0)
    return g_steal_pointer (&self);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: no title, or no steps", self->path);
  return NULL;
}

void
scene_script_free (SceneScript *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self->path);
  g_free (self->title);
  g_free (self->source);
  g_free (self->line);
  g_free (self);
}
