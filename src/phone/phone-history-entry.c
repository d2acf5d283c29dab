/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One past call, for people; nothing of it changes any more but what the person calls them. */

#include "config.h"

#include "phone-history-private.h"
#include "phone-spelling.h"

struct _PhoneHistoryEntry
{
  GObject parent_instance;

  StoreCall *row;
  char *known_name; /* what the person calls them; NULL: nobody they know */
  char *spelled;    /* their number, as people write it; NULL: it is none */
  GDateTime *time;
};

G_DEFINE_ENUM_TYPE (PhoneHistoryKind, phone_history_kind,
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_OUTGOING, "outgoing"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_INCOMING, "incoming"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_MISSED, "missed"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_DECLINED, "declined"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_ELSEWHERE, "elsewhere"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_UNANSWERED, "unanswered"))

G_DEFINE_FINAL_TYPE (PhoneHistoryEntry, phone_history_entry, G_TYPE_OBJECT)

enum
{
  PROP_KIND = 1,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_TIME,
  PROP_DURATION,
  PROP_END_TEXT,
  PROP_DIVERTED_BY,
  PROP_MOS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_history_entry_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PhoneHistoryEntry *self = PHONE_HISTORY_ENTRY (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_enum (value, phone_history_entry_get_kind (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, phone_history_entry_get_name (self));
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->row->address);
      break;
    case PROP_TIME:
      g_value_set_boxed (value, self->time);
      break;
    case PROP_DURATION:
      g_value_set_uint (value, self->row->duration_s);
      break;
    case PROP_END_TEXT:
      g_value_set_string (value, self->row->end_text);
      break;
    case PROP_DIVERTED_BY:
      g_value_set_string (value, self->row->diverted_by);
      break;
    case PROP_MOS:
      g_value_set_double (value, phone_history_entry_get_mos (self, NULL, NULL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
phone_history_entry_finalize (GObject *object)
{
  PhoneHistoryEntry *self = PHONE_HISTORY_ENTRY (object);

  store_call_free (self->row);
  g_free (self->known_name);
  g_free (self->spelled);
  g_date_time_unref (self->time);

  G_OBJECT_CLASS (phone_history_entry_parent_class)->finalize (object);
}

static void
phone_history_entry_class_init (PhoneHistoryEntryClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = phone_history_entry_finalize;
  object_class->get_property = phone_history_entry_get_property;

  props[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, PHONE_TYPE_HISTORY_KIND, PHONE_HISTORY_KIND_OUTGOING, readable);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  props[PROP_TIME] = g_param_spec_boxed ("time", NULL, NULL, G_TYPE_DATE_TIME, readable);
  props[PROP_DURATION] = g_param_spec_uint ("duration", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_END_TEXT] = g_param_spec_string ("end-text", NULL, NULL, NULL, readable);
  props[PROP_DIVERTED_BY] = g_param_spec_string ("diverted-by", NULL, NULL, NULL, readable);
  props[PROP_MOS] = g_param_spec_double ("mos", NULL, NULL, 0, 5, 0, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_history_entry_init (PhoneHistoryEntry *self)
{
}

PhoneHistoryEntry *
phone_history_entry_new (const StoreCall *call)
{
  PhoneHistoryEntry *self = g_object_new (PHONE_TYPE_HISTORY_ENTRY, NULL);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (call->started_us);

  if (utc == NULL)
    utc = g_date_time_new_from_unix_utc (0); /* a file may say anything */
  self->row = store_call_copy (call);
  self->time = g_date_time_to_local (utc);
  return self;
}

const char *
phone_history_entry_get_id (PhoneHistoryEntry *self)
{
  return self->row->id;
}

const char *
phone_history_entry_get_account_id (PhoneHistoryEntry *self)
{
  return self->row->account;
}

void
phone_history_entry_set_known_name (PhoneHistoryEntry *self,
                                    const char        *name,
                                    const char        *spelled)
{
  gboolean is_other = g_set_str (&self->known_name, name);

  if (g_set_str (&self->spelled, spelled) || is_other)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NAME]);
}

/**
 * phone_history_entry_get_kind:
 * @self: a past call
 *
 * How it went.
 *
 * Returns: the kind
 */
PhoneHistoryKind
phone_history_entry_get_kind (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), PHONE_HISTORY_KIND_OUTGOING);

  switch (self->row->kind)
    {
    case STORE_CALL_KIND_OUTGOING:
      return PHONE_HISTORY_KIND_OUTGOING;
    case STORE_CALL_KIND_INCOMING:
      return PHONE_HISTORY_KIND_INCOMING;
    case STORE_CALL_KIND_MISSED:
      return PHONE_HISTORY_KIND_MISSED;
    case STORE_CALL_KIND_DECLINED:
      return PHONE_HISTORY_KIND_DECLINED;
    case STORE_CALL_KIND_ELSEWHERE:
      return PHONE_HISTORY_KIND_ELSEWHERE;
    case STORE_CALL_KIND_UNANSWERED:
      return PHONE_HISTORY_KIND_UNANSWERED;
    }
  g_return_val_if_reached (PHONE_HISTORY_KIND_OUTGOING);
}

/**
 * phone_history_entry_get_name:
 * @self: a past call
 *
 * What the person calls them, or else what they called themselves, or else their address.
 *
 * Returns: (transfer none): the name
 */
const char *
phone_history_entry_get_name (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), NULL);

  if (self->known_name != NULL)
    return self->known_name;
  return phone_spelling_choose (self->row->name, self->row->address, self->spelled);
}

/**
 * phone_history_entry_get_spelled:
 * @self: a past call
 *
 * The number of somebody one does not know, as people write it: the same for all ways to dial it.
 *
 * Returns: (transfer none) (nullable): the number; %NULL: it is none, or somebody's one knows
 */
const char *
phone_history_entry_get_spelled (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), NULL);

  return self->spelled;
}

/**
 * phone_history_entry_get_recording:
 * @self: a past call
 *
 * Where the call was recorded to. The file is the person's own: it may have been moved or deleted since.
 *
 * Returns: (transfer none) (nullable): a URI; %NULL: it was not recorded
 */
const char *
phone_history_entry_get_recording (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), NULL);

  return self->row->recording;
}

/**
 * phone_history_entry_get_address:
 * @self: a past call
 *
 * The far end's address; it can be called again.
 *
 * Returns: (transfer none): the address
 */
const char *
phone_history_entry_get_address (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), NULL);

  return self->row->address;
}

/**
 * phone_history_entry_get_time:
 * @self: a past call
 *
 * When it began.
 *
 * Returns: (transfer none): the local time
 */
GDateTime *
phone_history_entry_get_time (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), NULL);

  return self->time;
}

/**
 * phone_history_entry_get_duration:
 * @self: a past call
 *
 * How long the talk was.
 *
 * Returns: whole seconds
 */
guint
phone_history_entry_get_duration (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), 0);

  return self->row->duration_s;
}

/**
 * phone_history_entry_get_end_text:
 * @self: a past call
 *
 * Why it failed, as was said then.
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL: it did not
 */
const char *
phone_history_entry_get_end_text (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), NULL);

  return self->row->end_text;
}

/**
 * phone_history_entry_get_mos:
 * @self: a past call
 * @worst: (out) (optional): that of its worst second
 * @loss: (out) (optional): 0–1: what of it got lost
 *
 * How it was heard, as people would answer who are asked for a mark (ITU-T G.107).
 *
 * Returns: 1 (bad) – 4.5; 0: nothing was measured
 */
double
phone_history_entry_get_mos (PhoneHistoryEntry *self,
                             double            *worst,
                             double            *loss)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), 0);

  if (worst != NULL)
    *worst = self->row->worst_mark / 100.0;
  if (loss != NULL)
    *loss = self->row->loss / 1000.0;
  return self->row->mark / 100.0;
}

/**
 * phone_history_entry_get_diverted_by:
 * @self: a past call
 *
 * Who sent the call on to us.
 *
 * Returns: (transfer none) (nullable): a name or an address; %NULL: nobody
 */
const char *
phone_history_entry_get_diverted_by (PhoneHistoryEntry *self)
{
  g_return_val_if_fail (PHONE_IS_HISTORY_ENTRY (self), NULL);

  return self->row->diverted_by;
}
