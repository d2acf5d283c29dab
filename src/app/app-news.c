/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whoever comes back to the desk wants to know how much was written meanwhile, wherever in the window
 * they are. Every conversation counts its own messages; somebody must add that up. (Missed calls are counted by
 * #PhoneHistory.) */

#include "app-news.h"

struct _AppNews
{
  GObject parent_instance;

  GPtrArray *followed; /* the conversations, in the order of their list; NULL: no phone yet */
  guint unread;
};

G_DEFINE_FINAL_TYPE (AppNews, app_news, G_TYPE_OBJECT)

enum
{
  PROP_UNREAD = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Who was muted is no news, and who was blocked could not even be found. */
static gboolean
is_told (PhoneConversation *conversation)
{
  PhoneStanding standing = phone_conversation_get_standing (conversation);

  return standing == PHONE_STANDING_OPEN || standing == PHONE_STANDING_REQUEST;
}

static void
count_unread (AppNews *self)
{
  guint unread = 0;

  for (guint n = 0; n < self->followed->len; n++)
    if (is_told (self->followed->pdata[n]))
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
  g_signal_connect_object (conversation, "notify::standing", G_CALLBACK (count_unread), self, G_CONNECT_SWAPPED);
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
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_news_dispose (GObject *object)
{
  AppNews *self = APP_NEWS (object);

  g_clear_pointer (&self->followed, g_ptr_array_unref);
  G_OBJECT_CLASS (app_news_parent_class)->dispose (object);
}

static void
app_news_class_init (AppNewsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_news_get_property;
  object_class->dispose = app_news_dispose;

  /**
   * AppNews:unread:
   *
   * How many messages were not read yet, of those one is told about.
   */
  props[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0,
                                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_news_init (AppNews *self)
{
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
  g_return_if_fail (self->followed == NULL);

  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  conversations = phone_get_conversations (phone);
  g_signal_connect_object (conversations, "items-changed", G_CALLBACK (conversations_changed_cb), self,
                           G_CONNECT_SWAPPED);
  conversations_changed_cb (self, 0, 0, g_list_model_get_n_items (conversations), conversations);
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
