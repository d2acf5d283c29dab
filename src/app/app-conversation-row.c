/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a conversation is found again by who it is with, what was said last, and whether that was
 * read. */

#include "app-conversation-row.h"

#include "app-account-dot.h"
#include "app-closures.h"
#include "app-presence-mark.h"
#include "app-row-menu.h"

struct _AppConversationRow
{
  AdwBin parent_instance;

  PhoneConversation *conversation;
  GMenuModel *menu;
};

G_DEFINE_FINAL_TYPE (AppConversationRow, app_conversation_row, ADW_TYPE_BIN)

enum
{
  PROP_CONVERSATION = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
conversation_row_is_muted (gpointer      owner,
                           PhoneStanding standing)
{
  return standing == PHONE_STANDING_MUTED;
}

static const char *
get_address (GtkWidget *row)
{
  PhoneConversation *conversation = APP_CONVERSATION_ROW (row)->conversation;

  return conversation != NULL ? phone_conversation_get_address (conversation) : NULL;
}

static void
app_conversation_row_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CONVERSATION:
      g_value_set_object (value, APP_CONVERSATION_ROW (object)->conversation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conversation_row_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  AppConversationRow *self = APP_CONVERSATION_ROW (object);

  switch (id)
    {
    case PROP_CONVERSATION:
      if (g_set_object (&self->conversation, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_conversation_row_dispose (GObject *object)
{
  AppConversationRow *self = APP_CONVERSATION_ROW (object);

  g_clear_object (&self->conversation);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_CONVERSATION_ROW);
  G_OBJECT_CLASS (app_conversation_row_parent_class)->dispose (object);
}

static void
app_conversation_row_class_init (AppConversationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_conversation_row_get_property;
  object_class->set_property = app_conversation_row_set_property;
  object_class->dispose = app_conversation_row_dispose;

  /**
   * AppConversationRow:conversation: (nullable)
   *
   * The conversation shown.
   */
  props[PROP_CONVERSATION] = g_param_spec_object ("conversation", NULL, NULL, PHONE_TYPE_CONVERSATION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_PRESENCE_MARK);
  g_type_ensure (APP_TYPE_ACCOUNT_DOT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-conversation-row.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "row_menu", FALSE,
                                             G_STRUCT_OFFSET (AppConversationRow, menu));
  gtk_widget_class_bind_template_callback (widget_class, conversation_row_is_muted);
  app_closures_bind (widget_class);
  app_row_menu_install_actions (widget_class);
}

static void
app_conversation_row_init (AppConversationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  app_row_menu_attach (GTK_WIDGET (self), self->menu, get_address);
}
