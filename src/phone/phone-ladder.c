/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: among the messages of three accounts and ten calls nobody sees the one that failed. What belongs
 * together is put together, repeated words are counted instead of shown, and it is said how it ended. */

#include "config.h"

#include "phone-ladder.h"

#include "phone-why-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As often as a request is repeated before it is plain that nobody answers. */
#define OFTEN 4

struct _PhoneLadder
{
  GObject parent_instance;

  PhoneLadderKind kind;
  char *account;
  char *peer;
  gboolean incoming;
  gboolean has_sound;
  GPtrArray *entries; /* PhoneTraceEntry, repeated ones too */
  GPtrArray *rungs;   /* PhoneRung */
  GHashTable *known;  /* ">>>" or "<<<" and text → PhoneRung */

  PhoneRung *request; /* the last that the outcome hangs on; borrowed; NULL: none */
  guint status;       /* the last final answer to that kind; 0: none */
  gboolean done;      /* a 2xx came to it */
  gboolean ended;     /* after that it was ended as one ends it */
  char *trouble;      /* the last note of a failure; NULL: none */
  char *reason;       /* the words beside status; NULL: none */
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneLadder, phone_ladder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

G_DEFINE_ENUM_TYPE (PhoneLadderKind, phone_ladder_kind,
                    G_DEFINE_ENUM_VALUE (PHONE_LADDER_KIND_CALL, "call"),
                    G_DEFINE_ENUM_VALUE (PHONE_LADDER_KIND_REGISTRATION, "registration"),
                    G_DEFINE_ENUM_VALUE (PHONE_LADDER_KIND_MESSAGE, "message"),
                    G_DEFINE_ENUM_VALUE (PHONE_LADDER_KIND_OTHER, "other"))

enum
{
  PROP_OUTCOME = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
phone_ladder_get_item_type (GListModel *model)
{
  return PHONE_TYPE_RUNG;
}

static guint
phone_ladder_get_n_items (GListModel *model)
{
  return PHONE_LADDER (model)->rungs->len;
}

static gpointer
phone_ladder_get_item (GListModel *model,
                       guint       position)
{
  PhoneLadder *self = PHONE_LADDER (model);

  return position < self->rungs->len ? g_object_ref (g_ptr_array_index (self->rungs, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_ladder_get_item_type;
  iface->get_n_items = phone_ladder_get_n_items;
  iface->get_item = phone_ladder_get_item;
}

static void
phone_ladder_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_OUTCOME:
      g_value_set_string (value, phone_ladder_get_outcome (PHONE_LADDER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_ladder_finalize (GObject *object)
{
  PhoneLadder *self = PHONE_LADDER (object);

  g_free (self->account);
  g_free (self->peer);
  g_free (self->trouble);
  g_free (self->reason);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->rungs);
  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (phone_ladder_parent_class)->finalize (object);
}

static void
phone_ladder_class_init (PhoneLadderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = phone_ladder_get_property;
  object_class->finalize = phone_ladder_finalize;

  /**
   * PhoneLadder:outcome:
   *
   * How it ended, in a word or two; "" while that is open.
   */
  props[PROP_OUTCOME] =
    g_param_spec_string ("outcome", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_ladder_init (PhoneLadder *self)
{
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->rungs = g_ptr_array_new_with_free_func (g_object_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/*< private >
 * phone_ladder_new:
 * @kind: what it is about
 * @first: the first that is known of it
 *
 * Returns: (transfer full): a ladder without a rung
 */
PhoneLadder *
phone_ladder_new (PhoneLadderKind  kind,
                  PhoneTraceEntry *first)
{
  PhoneLadder *self = g_object_new (PHONE_TYPE_LADDER, NULL);

  self->kind = kind;
  self->account = g_strdup (phone_trace_entry_get_account (first));
  self->peer = g_strdup ("");
  return self;
}

/* The first message says it; a note may stand before that. */
static void
learn_peer (PhoneLadder     *self,
            PhoneTraceEntry *entry)
{
  const PhoneClue clue = { .text = phone_trace_entry_get_text (entry) };
  gboolean response = g_str_has_prefix (clue.text, "SIP/2.0 ");

  if (*self->peer != '\0' || phone_trace_entry_is_note (entry) || self->kind == PHONE_LADDER_KIND_REGISTRATION)
    return;
  self->incoming = phone_trace_entry_is_outgoing (entry) == response;
  g_free (self->peer);
  self->peer = phone_clue_dup_address (&clue, self->incoming ? "From" : "To");
}

static const char *
get_method (PhoneLadder *self)
{
  static const char *const methods[] = { "INVITE", "REGISTER", "MESSAGE", NULL };

  if (self->kind != PHONE_LADDER_KIND_OTHER)
    return methods[self->kind];
  return self->request != NULL ? phone_rung_get_method (self->request) : NULL;
}

static void
take_request (PhoneLadder *self,
              PhoneRung   *rung)
{
  const char *method = phone_rung_get_method (rung);

  if (g_str_equal (method, "BYE") || g_str_equal (method, "CANCEL"))
    self->ended = TRUE;
  if (self->request == NULL || g_strcmp0 (method, get_method (self)) == 0)
    {
      self->request = rung;
      if (self->kind != PHONE_LADDER_KIND_CALL || !self->done)
        {
          self->status = 0;
          self->done = FALSE;
        }
    }
}

static void
take_note (PhoneLadder *self,
           PhoneRung   *rung)
{
  self->has_sound = self->has_sound || phone_rung_get_from (rung) == PHONE_LIFELINE_SOUND;
  if (phone_rung_is_failure (rung))
    {
      g_free (self->trouble);
      self->trouble = g_strdup (phone_rung_get_title (rung));
    }
}

/* What is said in a call that stands does not change how it came about. */
static void
take_answer (PhoneLadder *self,
             PhoneRung   *rung)
{
  guint status = phone_rung_get_status (rung);

  if (status < 200 || g_strcmp0 (phone_rung_get_method (rung), get_method (self)) != 0
      || (self->kind == PHONE_LADDER_KIND_CALL && self->done))
    return;
  self->status = status;
  self->done = status < 300;
  g_free (self->reason);
  self->reason = g_strdup (phone_rung_get_title (rung));
  if (self->done)
    g_clear_pointer (&self->trouble, g_free);
}

static void
judge (PhoneLadder *self,
       PhoneRung   *rung)
{
  if (phone_trace_entry_is_note (phone_rung_get_entry (rung)))
    take_note (self, rung);
  else if (phone_rung_get_status (rung) == 0)
    take_request (self, rung);
  else
    take_answer (self, rung);
}

/*< private >
 * phone_ladder_add:
 * @self: a ladder
 * @entry: what was said next
 *
 * Adds a rung, unless the same was said before.
 */
void
phone_ladder_add (PhoneLadder     *self,
                  PhoneTraceEntry *entry)
{
  gboolean note = phone_trace_entry_is_note (entry);
  g_autofree char *key =
    g_strconcat (phone_trace_entry_is_outgoing (entry) ? ">>>" : "<<<", phone_trace_entry_get_text (entry), NULL);
  PhoneRung *rung = note ? NULL : g_hash_table_lookup (self->known, key);

  g_ptr_array_add (self->entries, g_object_ref (entry));
  learn_peer (self, entry);
  if (rung != NULL)
    phone_rung_repeat (rung);
  else
    {
      rung = phone_rung_new (entry);
      g_hash_table_insert (self->known, g_steal_pointer (&key), rung);
      g_ptr_array_add (self->rungs, rung);
      judge (self, rung);
      g_list_model_items_changed (G_LIST_MODEL (self), self->rungs->len - 1, 0, 1);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OUTCOME]);
}

PhoneLadderKind
phone_ladder_get_kind (PhoneLadder *self)
{
  return self->kind;
}

const char *
phone_ladder_get_account (PhoneLadder *self)
{
  return self->account;
}

const char *
phone_ladder_get_peer (PhoneLadder *self)
{
  return self->peer;
}

GDateTime *
phone_ladder_get_time (PhoneLadder *self)
{
  return phone_trace_entry_get_time (g_ptr_array_index (self->entries, 0));
}

GDateTime *
phone_ladder_get_last_time (PhoneLadder *self)
{
  return phone_trace_entry_get_time (g_ptr_array_index (self->entries, self->entries->len - 1));
}

gboolean
phone_ladder_has_sound (PhoneLadder *self)
{
  return self->has_sound;
}

gboolean
phone_ladder_is_open (PhoneLadder *self)
{
  return self->status == 0 || (self->kind == PHONE_LADDER_KIND_CALL && self->done && !self->ended);
}

static gboolean
is_unanswered (PhoneLadder *self)
{
  return self->status == 0 && self->request != NULL && phone_rung_get_times (self->request) >= OFTEN;
}

/* Who declined, or gave up, wanted that. */
static gboolean
is_refused (PhoneLadder *self)
{
  static const guint wanted[] = { 486, 487, 600, 603 };

  for (gsize i = 0; self->kind == PHONE_LADDER_KIND_CALL && i < G_N_ELEMENTS (wanted); i++)
    {
      if (self->status == wanted[i])
        return FALSE;
    }
  if (self->kind == PHONE_LADDER_KIND_CALL && self->incoming)
    return FALSE;
  return self->status >= 400;
}

/**
 * phone_ladder_has_failed:
 * @self: a ladder
 *
 * Whether it came to nothing, or was not what it should have been. That somebody is busy is no failure.
 *
 * Returns: %TRUE when it did
 */
gboolean
phone_ladder_has_failed (PhoneLadder *self)
{
  g_return_val_if_fail (PHONE_IS_LADDER (self), FALSE);

  return self->trouble != NULL || is_unanswered (self) || is_refused (self);
}

/**
 * phone_ladder_get_outcome:
 * @self: a ladder
 *
 * How it ended.
 *
 * Returns: (transfer none): a word or two; "" while that is open
 */
const char *
phone_ladder_get_outcome (PhoneLadder *self)
{
  g_return_val_if_fail (PHONE_IS_LADDER (self), NULL);

  if (self->trouble != NULL)
    return self->trouble;
  if (is_unanswered (self))
    return _("no answer");
  if (self->status == 0)
    return "";

  return self->reason;
}

static gboolean
entry_has (PhoneTraceEntry *entry,
           const char      *folded)
{
  g_autofree char *text = g_utf8_casefold (phone_trace_entry_get_text (entry), -1);

  return strstr (text, folded) != NULL;
}

/**
 * phone_ladder_matches:
 * @self: a ladder
 * @text: what is looked for
 *
 * Returns: %TRUE when one of its messages has @text in it, in any case
 */
gboolean
phone_ladder_matches (PhoneLadder *self,
                      const char  *text)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (PHONE_IS_LADDER (self) && text != NULL, FALSE);

  folded = g_utf8_casefold (text, -1);
  for (guint i = 0; i < self->rungs->len; i++)
    {
      if (entry_has (phone_rung_get_entry (g_ptr_array_index (self->rungs, i)), folded))
        return TRUE;
    }
  return FALSE;
}

static PhoneWhySubject
get_subject (PhoneLadder *self)
{
  switch (self->kind)
    {
    case PHONE_LADDER_KIND_REGISTRATION:
      return PHONE_WHY_REGISTRATION;
    case PHONE_LADDER_KIND_MESSAGE:
      return PHONE_WHY_MESSAGE;
    case PHONE_LADDER_KIND_CALL:
    case PHONE_LADDER_KIND_OTHER:
    default:
      return self->incoming ? PHONE_WHY_CALL_IN : PHONE_WHY_CALL_OUT;
    }
}

/* Of something that goes on for days only the end is of interest. */
#define RECENT 64

/**
 * phone_ladder_find_why:
 * @self: a ladder
 *
 * Why it failed.
 *
 * Returns: (transfer full) (nullable): the reason; %NULL: it did not, or no rule knows
 */
PhoneWhy *
phone_ladder_find_why (PhoneLadder *self)
{
  g_autoptr (PhoneCase) clues = NULL;

  g_return_val_if_fail (PHONE_IS_LADDER (self), NULL);

  if (!phone_ladder_has_failed (self) || self->kind == PHONE_LADDER_KIND_OTHER)
    return NULL;
  clues = phone_case_new ();
  for (guint i = self->entries->len > RECENT ? self->entries->len - RECENT : 0; i < self->entries->len; i++)
    phone_case_take (clues, g_ptr_array_index (self->entries, i));
  return phone_why_new (clues, get_subject (self));
}

/**
 * phone_ladder_dup_text:
 * @self: a ladder
 *
 * All of its messages, as phone_trace_dup_text() writes them.
 *
 * Returns: (transfer full): text
 */
char *
phone_ladder_dup_text (PhoneLadder *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PHONE_IS_LADDER (self), NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      g_autofree char *entry = phone_trace_entry_dup_text (g_ptr_array_index (self->entries, i));

      g_string_append_printf (text, "%s\n", entry);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}
