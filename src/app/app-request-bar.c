/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: whether a stranger is let in is decided where one reads what they wrote, in place of writing back; and who
 * is blocked can be had back where one wonders why nobody writes. */

#include "app-request-bar.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppRequestBar
{
  AdwBin parent_instance;

  PhoneConversation *conversation;
  GSignalGroup *signals;
  GtkLabel *text;
  GtkWidget *delete;
  GtkWidget *block;
  GtkWidget *accept;
  GtkWidget *unblock;
};

G_DEFINE_FINAL_TYPE (AppRequestBar, app_request_bar, ADW_TYPE_BIN)

enum
{
  PROP_CONVERSATION = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
act (GtkWidget  *widget,
     const char *action)
{
  gtk_widget_activate_action (widget, action, "s",
                              phone_conversation_get_address (APP_REQUEST_BAR (widget)->conversation));
}

static void
delete_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  act (widget, "win.delete-conversation");
}

static void
block_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  act (widget, "win.block");
}

static void
unblock_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  act (widget, "win.unblock");
}

static void
accept_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  phone_conversation_accept (APP_REQUEST_BAR (widget)->conversation);
}

static void
standing_cb (AppRequestBar *self)
{
  PhoneStanding standing =
    self->conversation != NULL ? phone_conversation_get_standing (self->conversation) : PHONE_STANDING_OPEN;
  gboolean request = standing == PHONE_STANDING_REQUEST;

  gtk_widget_set_visible (GTK_WIDGET (self), standing >= PHONE_STANDING_REQUEST);
  gtk_widget_set_visible (self->delete, request);
  gtk_widget_set_visible (self->block, request);
  gtk_widget_set_visible (self->accept, request);
  gtk_widget_set_visible (self->unblock, standing == PHONE_STANDING_BLOCKED);
  gtk_label_set_label (self->text, request ? _("You do not know who this is. They do not learn whether their messages "
                                               "arrive until you accept.")
                                           : _("You blocked this address. Nothing from it reaches you."));
}

static void
set_conversation (AppRequestBar     *self,
                  PhoneConversation *conversation)
{
  if (!g_set_object (&self->conversation, conversation))
    return;
  g_signal_group_set_target (self->signals, conversation);
  standing_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONVERSATION]);
}

static void
app_request_bar_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_CONVERSATION)
    g_value_set_object (value, APP_REQUEST_BAR (object)->conversation);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_request_bar_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_CONVERSATION)
    set_conversation (APP_REQUEST_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_request_bar_dispose (GObject *object)
{
  AppRequestBar *self = APP_REQUEST_BAR (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->conversation);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_REQUEST_BAR);
  G_OBJECT_CLASS (app_request_bar_parent_class)->dispose (object);
}

static void
app_request_bar_class_init (AppRequestBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_request_bar_get_property;
  object_class->set_property = app_request_bar_set_property;
  object_class->dispose = app_request_bar_dispose;

  /**
   * AppRequestBar:conversation: (nullable)
   *
   * The conversation that is decided about.
   */
  props[PROP_CONVERSATION] = g_param_spec_object ("conversation", NULL, NULL, PHONE_TYPE_CONVERSATION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-request-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AppRequestBar, text);
  gtk_widget_class_bind_template_child (widget_class, AppRequestBar, delete);
  gtk_widget_class_bind_template_child (widget_class, AppRequestBar, block);
  gtk_widget_class_bind_template_child (widget_class, AppRequestBar, accept);
  gtk_widget_class_bind_template_child (widget_class, AppRequestBar, unblock);
  gtk_widget_class_install_action (widget_class, "request.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "request.block", NULL, block_cb);
  gtk_widget_class_install_action (widget_class, "request.accept", NULL, accept_cb);
  gtk_widget_class_install_action (widget_class, "request.unblock", NULL, unblock_cb);
}

static void
app_request_bar_init (AppRequestBar *self)
{
  self->signals = g_signal_group_new (PHONE_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::standing", G_CALLBACK (standing_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}
