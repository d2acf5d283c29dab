/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever comes back to the desk wants to know how many called and wrote meanwhile, wherever in the
 * window they are. A message says itself whether it was read; a missed call does not, so it is remembered up to which
 * call the list was looked at. */

#include "app-news.h"

#include "app-settings.h"

struct _AppNews
{
  GObject parent_instance;

  Phone *phone;
  GSettings *settings; /* NULL: not installed, and what was missed before is no news */
  GPtrArray *followed; /* the conversations, in the order of their list */
  gint64 seen;         /* µs since 1970: when the newest call began that was looked at */
  gboolean looking;
  guint missed;
  guint unread;
};

G_DEFINE_FINAL_TYPE (AppNews, app_news, G_TYPE_OBJECT)

enum
{
  PROP_MISSED = 1,
  PROP_UNREAD,
  PROP_SEEN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
set_seen (AppNews *self,
          gint64   seen)
{
  if (self->seen == seen)
    return;
  self->seen = seen;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEEN]);
}

/* The newest calls come first, so that only news is counted however long the list is. */
static void
count_missed (AppNews *self)
{
  GListModel *history = G_LIST_MODEL (phone_get_history (self->phone));
  guint missed = 0;

  for (guint n = 0; n < g_list_model_get_n_items (history); n++)
    {
      g_autoptr (PhoneHistoryEntry) entry = g_list_model_get_item (history, n);
      gint64 began = g_date_time_to_unix_usec (phone_history_entry_get_time (entry));

      if (began <= self->seen)
        break;
      if (self->looking)
        {
          set_seen (self, began);
          break;
        }
      missed += phone_history_entry_get_kind (entry) == PHONE_HISTORY_KIND_MISSED;
    }
  if (self->missed == missed)
    return;
  self->missed = missed;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MISSED]);
}

static void
history_changed_cb (AppNews    *self,
                    guint       position,
                    guint       removed,
                    guint       added,
                    GListModel *history)
{
  count_missed (self);
}

static void
count_unread (AppNews *self)
{
  guint unread = 0;

  for (guint n = 0; n < self->followed->len; n++)
    unread += phone_conversation_get_unread (self->followed->pdata[n]);
  if (self->unread == unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNREAD]);
}

static void
follow (AppNews           *self,
        guint              position,
        PhoneConversation *conversation)
{
  g_signal_connect_object (conversation, "notify::unread", G_CALLBACK (count_unread), self, G_CONNECT_SWAPPED);
  g_ptr_array_insert (self->followed, (int) position, conversation);
}

static void
unfollow (AppNews *self,
          guint    position)
{
  g_signal_handlers_disconnect_by_func (self->followed->pdata[position], count_unread, self);
  g_ptr_array_remove_index (self->followed, position);
}

static void
conversations_changed_cb (AppNews    *self,
                          guint       position,
                          guint       removed,
                          guint       added,
                          GListModel *conversations)
{
  for (guint n = 0; n < removed; n++)
    unfollow (self, position);
  for (guint n = 0; n < added; n++)
    follow (self, position + n, g_list_model_get_item (conversations, position + n));
  count_unread (self);
}

static void
app_news_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  AppNews *self = APP_NEWS (object);

  switch (id)
    {
    case PROP_MISSED:
      g_value_set_uint (value, self->missed);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_SEEN:
      g_value_set_int64 (value, self->seen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_news_set_property (GObject      *object,
                       guint         id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  if (id == PROP_SEEN)
    set_seen (APP_NEWS (object), g_value_get_int64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_news_dispose (GObject *object)
{
  AppNews *self = APP_NEWS (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->followed, g_ptr_array_unref);
  g_clear_object (&self->phone);
  G_OBJECT_CLASS (app_news_parent_class)->dispose (object);
}

static void
app_news_class_init (AppNewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_news_get_property;
  object_class->set_property = app_news_set_property;
  object_class->dispose = app_news_dispose;

  /**
   * AppNews:missed:
   *
   * How many calls were missed since the list of calls was looked at.
   */
  props[PROP_MISSED] = g_param_spec_uint ("missed", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AppNews:unread:
   *
   * How many messages were not read yet.
   */
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * AppNews:seen:
   *
   * When the newest call began that was looked at, in µs since 1970; 0: no list was looked at yet.
   */
  props[PROP_SEEN] = g_param_spec_int64 ("seen", NULL, NULL, 0, G_MAXINT64, 0,
                                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_news_init (AppNews *self)
{
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  self->settings = app_settings_new ();
  if (self->settings != NULL)
    g_settings_bind (self->settings, "calls-seen", self, "seen", G_SETTINGS_BIND_DEFAULT);
  /* What happened before there was anybody to miss it is no news. */
  if (self->seen == 0)
    set_seen (self, g_get_real_time ());
}

/**
 * app_news_new:
 *
 * Returns: (transfer full): what has nothing to count yet
 */
AppNews *
app_news_new (void)
{
  return g_object_new (APP_TYPE_NEWS, NULL);
}

/**
 * app_news_set_phone:
 * @self: news
 * @phone: a phone
 *
 * Counts what is new in @phone from now on; to be called once.
 */
void
app_news_set_phone (AppNews *self,
                    Phone   *phone)
{
  GListModel *conversations;

  g_return_if_fail (APP_IS_NEWS (self));
  g_return_if_fail (PHONE_IS_PHONE (phone));
  g_return_if_fail (self->phone == NULL);

  self->phone = g_object_ref (phone);
  conversations = phone_get_conversations (phone);
  g_signal_connect_object (phone_get_history (phone), "items-changed", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (conversations, "items-changed", G_CALLBACK (conversations_changed_cb), self,
                           G_CONNECT_SWAPPED);
  count_missed (self);
  conversations_changed_cb (self, 0, 0, g_list_model_get_n_items (conversations), conversations);
}

/**
 * app_news_set_looking:
 * @self: news
 * @looking: whether the list of calls is in sight
 *
 * What is in sight, and what comes meanwhile, is no news any more.
 */
void
app_news_set_looking (AppNews  *self,
                      gboolean  looking)
{
  g_return_if_fail (APP_IS_NEWS (self));

  self->looking = looking;
  if (self->phone != NULL)
    count_missed (self);
}

/**
 * app_news_get_missed:
 * @self: news
 *
 * Returns: how many calls were missed since the list of calls was looked at
 */
guint
app_news_get_missed (AppNews *self)
{
  g_return_val_if_fail (APP_IS_NEWS (self), 0);

  return self->missed;
}

/**
 * app_news_get_unread:
 * @self: news
 *
 * Returns: how many messages were not read yet
 */
guint
app_news_get_unread (AppNews *self)
{
  g_return_val_if_fail (APP_IS_NEWS (self), 0);

  return self->unread;
}
