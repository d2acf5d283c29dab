/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A scene that was played is drawn as the RFCs draw theirs, so that the two can be laid side by side. */

#include "scene-ladder.h"

#include <string.h>

#define MARGIN 10 /* for the time */
#define WIDTH  30 /* from one to the next */

typedef struct
{
  char    *text;     /* the label of an arrow, or a note */
  gint64   at_ms;
  guint    other;    /* its column; 0: a note */
  gboolean outgoing;
} Rung;

struct _SceneLadder
{
  char      *head;
  GPtrArray *names; /* of the columns */
  GArray    *rungs;
};

static void
clear_rung (gpointer data)
{
  g_free (((Rung *) data)->text);
}

SceneLadder *
scene_ladder_new (const char *title,
                  const char *source)
{
  SceneLadder *self = g_new0 (SceneLadder, 1);

  self->head = source != NULL ? g_strdup_printf ("%s (%s)", title, source) : g_strdup (title);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->rungs = g_array_new (FALSE, FALSE, sizeof (Rung));
  g_array_set_clear_func (self->rungs, clear_rung);
  g_ptr_array_add (self->names, g_strdup ("Earshot"));
  return self;
}

void
scene_ladder_free (SceneLadder *self)
{
  g_free (self->head);
  g_ptr_array_unref (self->names);
  g_array_unref (self->rungs);
  g_free (self);
}

void
scene_ladder_note (SceneLadder *self,
                   const char  *text)
{
  Rung rung = { .text = g_strdup (text) };

  g_array_append_val (self->rungs, rung);
}

/* Who is at the other end: whom our requests are for, or whose requests we answer. */
static char *
name_other (SipMessage *message,
            gboolean    outgoing)
{
  gboolean ours = outgoing == (gboolean) sip_message_is_request (message);
  SipAddress *address = ours ? sip_message_get_to (message) : sip_message_get_from (message);
  const char *user = sip_uri_get_user (sip_address_get_uri (address));

  if (sip_message_get_method (message) == SIP_METHOD_REGISTER)
    return g_strdup ("registrar");
  return g_strdup (user != NULL ? user : "server");
}

static guint
find_column (SceneLadder *self,
             const char  *name)
{
  guint column;

  if (g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, &column))
    return column;
  g_ptr_array_add (self->names, g_strdup (name));
  return self->names->len - 1;
}

void
scene_ladder_arrow (SceneLadder *self,
                    gint64       at_ms,
                    gboolean     outgoing,
                    SipMessage  *message)
{
  g_autofree char *other = name_other (message, outgoing);
  Rung rung = { .at_ms = at_ms, .outgoing = outgoing, .other = find_column (self, other) };

  if (sip_message_is_request (message))
    rung.text = g_strdup (sip_message_get_method_name (message));
  else
    rung.text = g_strdup_printf ("%u %s", sip_message_get_status (message), sip_message_get_reason (message));
  if (g_bytes_get_size (sip_message_get_body (message)) > 0)
    {
      g_autofree char *type = sip_message_dup_content_type (message);
      gboolean is_description = g_strcmp0 (type, "application/sdp") == 0;
      g_autofree char *bare = g_steal_pointer (&rung.text);

      rung.text = g_strdup_printf ("%s + %s", bare, is_description ? "SDP" : type != NULL ? type : "a body");
    }
  g_array_append_val (self->rungs, rung);
}

static void
draw_names (SceneLadder *self,
            GString     *text)
{
  g_string_append_printf (text, "%*s", MARGIN, "");
  for (guint i = 0; i < self->names->len; i++)
    g_string_append_printf (text, "%-*s", i + 1 < self->names->len ? WIDTH : 0,
                            (char *) g_ptr_array_index (self->names, i));
  g_string_append_c (text, '\n');
}

/* The lines of all columns, without an arrow. */
static char *
draw_posts (SceneLadder *self)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < self->names->len; i++)
    g_string_append_printf (line, "%-*s", i + 1 < self->names->len ? WIDTH : 1, "|");
  return g_string_free (line, FALSE);
}

static void
draw_arrow (SceneLadder *self,
            const Rung  *rung,
            GString     *text)
{
  g_autofree char *line = draw_posts (self);
  gsize length = (gsize) WIDTH * rung->other - 1;
  gsize label = MIN (strlen (rung->text), length - 4);

  memset (line + 1, '-', length);
  line[rung->outgoing ? length : 1] = rung->outgoing ? '>' : '<';
  memcpy (line + 1 + (length - label) / 2, rung->text, label);
  line[(length - label) / 2] = ' ';
  line[1 + (length - label) / 2 + label] = ' ';
  g_string_append_printf (text, "%*.3f %s\n", MARGIN - 1, (double) rung->at_ms / 1000, line);
}

char *
scene_ladder_draw (SceneLadder *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *posts = draw_posts (self);

  g_string_append_printf (text, "%s\n\n", self->head);
  draw_names (self, text);
  for (guint i = 0; i < self->rungs->len; i++)
    {
      const Rung *rung = &g_array_index (self->rungs, Rung, i);

      if (rung->other != 0)
        draw_arrow (self, rung, text);
      else
        g_string_append_printf (text, "%*s %s  %s\n", MARGIN - 1, "", posts, rung->text);
    }
  return g_string_free (text, FALSE);
}
