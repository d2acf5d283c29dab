/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a message of forty lines is one arrow to whoever looks for where it got lost. */

#include "config.h"

#include "phone-rung.h"

#include "phone-case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TITLE 60

struct _PhoneRung
{
  GObject parent_instance;

  PhoneTraceEntry *entry;
  char *title;
  char *method;
  guint status;
  guint times;
};

G_DEFINE_FINAL_TYPE (PhoneRung, phone_rung, G_TYPE_OBJECT)

enum
{
  PROP_TIMES = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_rung_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TIMES:
      g_value_set_uint (value, PHONE_RUNG (object)->times);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_rung_finalize (GObject *object)
{
  PhoneRung *self = PHONE_RUNG (object);

  g_clear_object (&self->entry);
  g_free (self->title);
  g_free (self->method);

  G_OBJECT_CLASS (phone_rung_parent_class)->finalize (object);
}

static void
phone_rung_class_init (PhoneRungClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_rung_get_property;
  object_class->finalize = phone_rung_finalize;

  /**
   * PhoneRung:times:
   *
   * How often it was said, word for word.
   */
  props[PROP_TIMES] =
    g_param_spec_uint ("times", NULL, NULL, 1, G_MAXUINT, 1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_rung_init (PhoneRung *self)
{
  self->times = 1;
}

/* "line-failed cause=timeout call=…" becomes "line failed: timeout"; the name of the call is that of the whole ladder. */
static char *
make_note_title (const char *text)
{
  const PhoneClue clue = { .text = text };
  g_autofree char *cause = phone_clue_dup_value (&clue, "cause");
  g_autofree char *name = g_strndup (text, strcspn (text, " \r\n"));
  char *title = cause != NULL ? g_strconcat (name, ": ", cause, NULL) : g_strdup (name);

  return g_strdelimit (title, "-\r\n", ' ');
}

static void
read_message (PhoneRung  *self,
              const char *text)
{
  const PhoneClue clue = { .text = text };
  g_autofree char *cseq = phone_clue_dup_header (&clue, "CSeq");
  const char *method = cseq != NULL ? strrchr (cseq, ' ') : NULL;

  if (g_str_has_prefix (text, "SIP/2.0 "))
    {
      self->status = (guint) g_ascii_strtoull (text + strlen ("SIP/2.0 "), NULL, 10);
      self->title = g_strndup (text + strlen ("SIP/2.0 "), strcspn (text + strlen ("SIP/2.0 "), "\r\n"));
      self->method = g_strdup (method != NULL ? method + 1 : "");
    }
  else
    {
      self->method = g_strndup (text, strcspn (text, " \r\n"));
      self->title = g_strdup (self->method);
    }
}

/*< private >
 * phone_rung_new:
 * @entry: what was said
 *
 * Returns: (transfer full): its arrow
 */
PhoneRung *
phone_rung_new (PhoneTraceEntry *entry)
{
  PhoneRung *self = g_object_new (PHONE_TYPE_RUNG, NULL);
  const char *text = phone_trace_entry_get_text (entry);

  self->entry = g_object_ref (entry);
  if (phone_trace_entry_is_note (entry))
    {
      self->title = make_note_title (text);
      self->method = g_strdup ("");
    }
  else
    read_message (self, text);
  if (strlen (self->title) > MAX_TITLE)
    *g_utf8_find_prev_char (self->title, self->title + MAX_TITLE) = '\0';
  return self;
}

PhoneTraceEntry *
phone_rung_get_entry (PhoneRung *self)
{
  return self->entry;
}

static PhoneLifeline
find_place_of_note (PhoneRung *self)
{
  return g_str_has_prefix (self->title, "sound") ? PHONE_LIFELINE_SOUND : PHONE_LIFELINE_US;
}

PhoneLifeline
phone_rung_get_from (PhoneRung *self)
{
  if (phone_trace_entry_is_note (self->entry))
    return find_place_of_note (self);

  return phone_trace_entry_is_outgoing (self->entry) ? PHONE_LIFELINE_US : PHONE_LIFELINE_SERVER;
}

PhoneLifeline
phone_rung_get_to (PhoneRung *self)
{
  if (phone_trace_entry_is_note (self->entry))
    return find_place_of_note (self);

  return phone_trace_entry_is_outgoing (self->entry) ? PHONE_LIFELINE_SERVER : PHONE_LIFELINE_US;
}

const char *
phone_rung_get_title (PhoneRung *self)
{
  return self->title;
}

const char *
phone_rung_get_method (PhoneRung *self)
{
  return self->method;
}

guint
phone_rung_get_status (PhoneRung *self)
{
  return self->status;
}

/* To be asked for a password is part of the game. */
gboolean
phone_rung_is_failure (PhoneRung *self)
{
  if (phone_trace_entry_is_note (self->entry))
    return strstr (self->title, "failed") != NULL || g_str_has_prefix (self->title, "sound verdict")
           || g_str_has_prefix (self->title, "call ended");

  return self->status >= 400 && self->status != 401 && self->status != 407;
}

guint
phone_rung_get_times (PhoneRung *self)
{
  return self->times;
}

void
phone_rung_repeat (PhoneRung *self)
{
  self->times++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TIMES]);
}

static char *
make_direction (PhoneRung  *self,
                const char *time)
{
  if (phone_trace_entry_is_note (self->entry))
    /* Translators: a note in a list of telephone messages: the time and a word of the program about it. */
    return g_strdup_printf (_("%1$s: noted: %2$s"), time, self->title);
  if (phone_trace_entry_is_outgoing (self->entry))
    /* Translators: a row in a list of telephone messages: the time and a word such as "INVITE" or "180 Ringing". */
    return g_strdup_printf (_("%1$s: sent: %2$s"), time, self->title);

  /* Translators: a row in a list of telephone messages: the time and a word such as "INVITE" or "180 Ringing". */
  return g_strdup_printf (_("%1$s: received: %2$s"), time, self->title);
}

/**
 * phone_rung_dup_name:
 * @self: an arrow
 *
 * All that is drawn of it, in words.
 *
 * Returns: (transfer full): a sentence
 */
char *
phone_rung_dup_name (PhoneRung *self)
{
  g_autofree char *time = NULL;
  g_autofree char *direction = NULL;

  g_return_val_if_fail (PHONE_IS_RUNG (self), NULL);

  time = g_date_time_format (phone_trace_entry_get_time (self->entry), "%H:%M:%S");
  direction = make_direction (self, time);
  if (self->times == 1)
    return g_steal_pointer (&direction);

  /* Translators: %1$s is a telephone message, %2$u how often it was repeated. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s, %2$u time", "%1$s, %2$u times", self->times), direction,
                          self->times);
}
