/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: between the ringing and the silence there is room for one sentence, and no time to type one: most of
 * them are ready. The window does what is chosen, so that the call may be over meanwhile. */

#include "app-reply-button.h"

#include "app-replies.h"

struct _AppReplyButton
{
  AdwBin parent_instance;

  PhoneCall *call;
  GtkPopover *popover;
  GtkBox *list;
  GtkEditable *own;
};

G_DEFINE_FINAL_TYPE (AppReplyButton, app_reply_button, ADW_TYPE_BIN)

enum
{
  PROP_CALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
send (AppReplyButton *self,
      const char     *text)
{
  if (self->call == NULL)
    return;
  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.decline-with", "(ss)", phone_call_get_id (self->call), text);
}

static void
send_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  send (APP_REPLY_BUTTON (widget), g_variant_get_string (parameter, NULL));
}

static void
send_own_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (APP_REPLY_BUTTON (widget)->own));

  if (*g_strstrip (text) != '\0')
    send (APP_REPLY_BUTTON (widget), text);
}

static GtkWidget *
create_button (const char *text)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "reply.send");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", text);
  return button;
}

/* What is ready may be another sentence each time it is looked at. */
static void
shown_cb (AppReplyButton *self)
{
  g_auto (GStrv) replies = app_replies_dup ();
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  for (gsize n = 0; replies[n] != NULL; n++)
    gtk_box_append (self->list, create_button (replies[n]));
  gtk_editable_set_text (self->own, "");
}

static void
own_changed_cb (AppReplyButton *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->own));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reply.send-own", *g_strstrip (text) != '\0');
}

static void
own_activated_cb (AppReplyButton *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reply.send-own", NULL);
}

static void
set_call (AppReplyButton *self,
          PhoneCall      *call)
{
  if (!g_set_object (&self->call, call))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), call != NULL && app_replies_may (call));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_reply_button_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, APP_REPLY_BUTTON (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_reply_button_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      set_call (APP_REPLY_BUTTON (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_reply_button_dispose (GObject *object)
{
  g_clear_object (&APP_REPLY_BUTTON (object)->call);
  gtk_widget_dispose_template (GTK_WIDGET (object), APP_TYPE_REPLY_BUTTON);
  G_OBJECT_CLASS (app_reply_button_parent_class)->dispose (object);
}

static void
app_reply_button_class_init (AppReplyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_reply_button_get_property;
  object_class->set_property = app_reply_button_set_property;
  object_class->dispose = app_reply_button_dispose;

  /**
   * AppReplyButton:call: (nullable)
   *
   * The call to decline; hidden for one whose caller cannot be written to.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-reply-button.ui");
  gtk_widget_class_bind_template_child (widget_class, AppReplyButton, popover);
  gtk_widget_class_bind_template_child (widget_class, AppReplyButton, list);
  gtk_widget_class_bind_template_child (widget_class, AppReplyButton, own);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_activated_cb);
  gtk_widget_class_install_action (widget_class, "reply.send", "s", send_cb);
  gtk_widget_class_install_action (widget_class, "reply.send-own", NULL, send_own_cb);
}

static void
app_reply_button_init (AppReplyButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  own_changed_cb (self);
}
