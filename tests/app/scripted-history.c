/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Past calls as a test writes them down. */

#include "scripted-history.h"
#include "phone-history-private.h"
#include "scripted-phone.h"
#include "scripted-quality.h"

struct _PhoneHistoryEntry
{
  GObject parent_instance;

  PhoneHistoryKind kind;
  char *name;
  char *address;
  char *account;
  GDateTime *time;
  guint duration;
  char *end_text;
  double mos;
  GListStore *list; /* weak */
};

G_DEFINE_FINAL_TYPE (PhoneHistoryEntry, phone_history_entry, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PhoneHistoryKind, phone_history_kind,
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_OUTGOING, "outgoing"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_INCOMING, "incoming"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_MISSED, "missed"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_DECLINED, "declined"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_ELSEWHERE, "elsewhere"),
                    G_DEFINE_ENUM_VALUE (PHONE_HISTORY_KIND_UNANSWERED, "unanswered"))

enum
{
  PROP_KIND = 1,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_TIME,
  PROP_DURATION,
  PROP_END_TEXT,
  PROP_MOS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
phone_history_entry_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  PhoneHistoryEntry *self = PHONE_HISTORY_ENTRY (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_TIME:
      g_value_set_boxed (value, self->time);
      break;
    case PROP_DURATION:
      g_value_set_uint (value, self->duration);
      break;
    case PROP_END_TEXT:
      g_value_set_string (value, self->end_text);
      break;
    case PROP_MOS:
      g_value_set_double (value, self->mos);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
phone_history_entry_finalize (GObject *object)
{
  PhoneHistoryEntry *self = PHONE_HISTORY_ENTRY (object);

  g_free (self->name);
  g_free (self->address);
  g_free (self->account);
  g_free (self->end_text);
  g_clear_weak_pointer (&self->list);
  g_clear_pointer (&self->time, g_date_time_unref);
  G_OBJECT_CLASS (phone_history_entry_parent_class)->finalize (object);
}

static void
phone_history_entry_class_init (PhoneHistoryEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = phone_history_entry_get_property;
  object_class->finalize = phone_history_entry_finalize;

  props[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, PHONE_TYPE_HISTORY_KIND, 0, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  props[PROP_TIME] = g_param_spec_boxed ("time", NULL, NULL, G_TYPE_DATE_TIME, flags);
  props[PROP_DURATION] = g_param_spec_uint ("duration", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_END_TEXT] = g_param_spec_string ("end-text", NULL, NULL, NULL, flags);
  props[PROP_MOS] = g_param_spec_double ("mos", NULL, NULL, 0, 5, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
phone_history_entry_init (PhoneHistoryEntry *self)
{
}

PhoneHistoryKind
phone_history_entry_get_kind (PhoneHistoryEntry *self)
{
  return self->kind;
}

const char *
phone_history_entry_get_name (PhoneHistoryEntry *self)
{
  return self->name;
}

const char *
phone_history_entry_get_address (PhoneHistoryEntry *self)
{
  return self->address;
}

const char *
phone_history_entry_get_account_id (PhoneHistoryEntry *self)
{
  return self->account;
}

GDateTime *
phone_history_entry_get_time (PhoneHistoryEntry *self)
{
  return self->time;
}

guint
phone_history_entry_get_duration (PhoneHistoryEntry *self)
{
  return self->duration;
}

const char *
phone_history_entry_get_end_text (PhoneHistoryEntry *self)
{
  return self->end_text;
}

struct _PhoneHistory
{
  GObject parent_instance;

  GListStore *entries;
  guint unseen_missed;
};

static GType
phone_history_get_item_type (GListModel *model)
{
  return PHONE_TYPE_HISTORY_ENTRY;
}

static guint
phone_history_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PHONE_HISTORY (model)->entries));
}

static gpointer
phone_history_get_item (GListModel *model,
                        guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PHONE_HISTORY (model)->entries), position);
}

static void
phone_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = phone_history_get_item_type;
  iface->get_n_items = phone_history_get_n_items;
  iface->get_item = phone_history_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PhoneHistory, phone_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, phone_history_list_model_init))

static void
phone_history_dispose (GObject *object)
{
  g_clear_object (&PHONE_HISTORY (object)->entries);
  G_OBJECT_CLASS (phone_history_parent_class)->dispose (object);
}

static void
phone_history_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  g_value_set_uint (value, PHONE_HISTORY (object)->unseen_missed);
}

static void
phone_history_class_init (PhoneHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = phone_history_dispose;
  G_OBJECT_CLASS (klass)->get_property = phone_history_get_property;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1,
                                   g_param_spec_uint ("unseen-missed", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
phone_history_init (PhoneHistory *self)
{
  self->entries = g_list_store_new (PHONE_TYPE_HISTORY_ENTRY);
  g_signal_connect_object (self->entries, "items-changed",
                           G_CALLBACK (g_list_model_items_changed), self, G_CONNECT_SWAPPED);
}

PhoneHistory *
scripted_history_new (void)
{
  return g_object_new (PHONE_TYPE_HISTORY, NULL);
}

static PhoneHistoryEntry *
create_entry (PhoneHistoryKind  kind,
              const char       *name,
              const char       *address)
{
  PhoneHistoryEntry *entry = g_object_new (PHONE_TYPE_HISTORY_ENTRY, NULL);

  entry->kind = kind;
  entry->name = g_strdup (name);
  entry->address = g_strdup (address);
  entry->time = g_date_time_new_now_local ();
  return entry;
}

PhoneHistoryEntry *
scripted_history_add (PhoneHistory     *self,
                      PhoneHistoryKind  kind,
                      const char       *name,
                      const char       *address)
{
  g_autoptr (PhoneHistoryEntry) entry = create_entry (kind, name, address);

  g_set_weak_pointer (&entry->list, self->entries);
  g_list_store_append (self->entries, entry);
  return entry;
}

PhoneHistoryEntry *
scripted_history_add_newest (PhoneHistory     *self,
                             PhoneHistoryKind  kind,
                             const char       *name,
                             const char       *address)
{
  g_autoptr (PhoneHistoryEntry) entry = create_entry (kind, name, address);

  g_set_weak_pointer (&entry->list, self->entries);
  g_list_store_insert (self->entries, 0, entry);
  if (kind == PHONE_HISTORY_KIND_MISSED)
    scripted_history_set_unseen (self, self->unseen_missed + 1);
  return entry;
}

/* No call of the past changes; what a test says of it later is a new one for whoever shows it. */
static void
announce_anew (PhoneHistoryEntry *self)
{
  guint position;

  if (self->list == NULL || !g_list_store_find (self->list, self, &position))
    return;
  g_object_ref (self);
  g_list_store_remove (self->list, position);
  g_list_store_insert (self->list, position, self);
  g_object_unref (self);
}

void
scripted_history_entry_set (PhoneHistoryEntry *self,
                            GDateTime         *time,
                            guint              duration,
                            const char        *end_text)
{
  g_date_time_unref (self->time);
  self->time = g_date_time_ref (time);
  self->duration = duration;
  g_set_str (&self->end_text, end_text);
  for (guint id = PROP_TIME; id < N_PROPS; id++)
    g_object_notify_by_pspec (G_OBJECT (self), props[id]);
  announce_anew (self);
}

void
scripted_history_entry_judge (PhoneHistoryEntry *self,
                              double             mos)
{
  self->mos = mos;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MOS]);
  announce_anew (self);
}

void
scripted_history_entry_set_account (PhoneHistoryEntry *self,
                                    const char        *account)
{
  g_set_str (&self->account, account);
  announce_anew (self);
}

double
phone_history_entry_get_mos (PhoneHistoryEntry *self,
                             double            *worst,
                             double            *loss)
{
  return self->mos;
}

void
phone_history_remove (PhoneHistory      *self,
                      PhoneHistoryEntry *entry)
{
  guint position;

  if (g_list_store_find (self->entries, entry, &position))
    g_list_store_remove (self->entries, position);
}

void
scripted_history_set_unseen (PhoneHistory *self,
                             guint         n)
{
  self->unseen_missed = n;
  g_object_notify (G_OBJECT (self), "unseen-missed");
}

guint
phone_history_get_unseen_missed (PhoneHistory *self)
{
  return self->unseen_missed;
}

void
phone_history_mark_seen (PhoneHistory *self)
{
  if (self->unseen_missed > 0)
    scripted_history_set_unseen (self, 0);
}
