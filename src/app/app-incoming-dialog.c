/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a call that comes in stands before everything else in the window. Closing the dialog is
 * not an answer: the call goes on ringing in the sidebar until it is answered, declined, or given up. */

#include "app-incoming-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-call-marks.h"
#include "app-closures.h"
#include "app-video-offer.h"

struct _AppIncomingDialog
{
  AdwDialog parent_instance;

  PhoneCall *call;
  GtkLabel *account;
  AppCallMarks *marks;
  GtkWidget *with_video;
  AppVideoOffer *offer; /* NULL: not asked */
};

G_DEFINE_FINAL_TYPE (AppIncomingDialog, app_incoming_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_CALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
answer_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.answer", "s", phone_call_get_id (APP_INCOMING_DIALOG (widget)->call));
}

static void
answer_with_video_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.answer-with-video", "s",
                              phone_call_get_id (APP_INCOMING_DIALOG (widget)->call));
}

static void
decline_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.decline", "s", phone_call_get_id (APP_INCOMING_DIALOG (widget)->call));
}

static void
call_state_cb (AppIncomingDialog *self)
{
  if (phone_call_get_state (self->call) != PHONE_CALL_STATE_INCOMING)
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
show_account (AppIncomingDialog *self)
{
  PhoneAccount *account = phone_call_get_account (self->call);
  g_autofree char *text = NULL;

  if (account == NULL)
    return;
  /* Translators: %s is the address that is being called. */
  text = g_strdup_printf (_("calls %s"), phone_account_get_address (account));
  gtk_label_set_text (self->account, text);
  gtk_widget_set_visible (GTK_WIDGET (self->account), TRUE);
}

static void
set_call (AppIncomingDialog *self,
          PhoneCall         *call)
{
  if (call == NULL || !g_set_object (&self->call, call))
    return;
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self, G_CONNECT_SWAPPED);
  show_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CALL]);
}

static void
app_incoming_dialog_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      g_value_set_object (value, APP_INCOMING_DIALOG (object)->call);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_incoming_dialog_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_CALL:
      set_call (APP_INCOMING_DIALOG (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_incoming_dialog_dispose (GObject *object)
{
  AppIncomingDialog *self = APP_INCOMING_DIALOG (object);

  /* libadwaita keeps the content of a dialog longer than the dialog; it must not keep the call. */
  if (self->marks != NULL)
    g_object_set (self->marks, "call", NULL, NULL);
  g_clear_object (&self->offer);
  g_clear_object (&self->call);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_INCOMING_DIALOG);
  G_OBJECT_CLASS (app_incoming_dialog_parent_class)->dispose (object);
}

static void
app_incoming_dialog_class_init (AppIncomingDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_incoming_dialog_get_property;
  object_class->set_property = app_incoming_dialog_set_property;
  object_class->dispose = app_incoming_dialog_dispose;

  /**
   * AppIncomingDialog:call: (nullable)
   *
   * The call that comes in; set once.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_CALL_MARKS);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-incoming-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, account);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, marks);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, with_video);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "incoming.answer", NULL, answer_cb);
  gtk_widget_class_install_action (widget_class, "incoming.answer-with-video", NULL, answer_with_video_cb);
  gtk_widget_class_install_action (widget_class, "incoming.decline", NULL, decline_cb);
}

static void
app_incoming_dialog_init (AppIncomingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_incoming_dialog_new:
 * @call: a call that comes in
 *
 * Returns: (transfer floating): a dialog that closes by itself when @call no longer waits for an answer
 */
AppIncomingDialog *
app_incoming_dialog_new (PhoneCall *call)
{
  return g_object_new (APP_TYPE_INCOMING_DIALOG, "call", call, NULL);
}

/**
 * app_incoming_dialog_offer_video:
 * @self: a dialog
 * @phone: (nullable): the phone the call comes in at
 *
 * Has one more button as long as the caller offers pictures and there is a camera.
 */
void
app_incoming_dialog_offer_video (AppIncomingDialog *self,
                                 Phone             *phone)
{
  g_return_if_fail (APP_IS_INCOMING_DIALOG (self) && self->offer == NULL);

  self->offer = app_video_offer_new (phone, self->call);
  g_object_bind_property (self->offer, "possible", self->with_video, "visible", G_BINDING_SYNC_CREATE);
}

/**
 * app_incoming_dialog_get_call:
 * @self: a dialog
 *
 * Returns: (transfer none): the call it is about
 */
PhoneCall *
app_incoming_dialog_get_call (AppIncomingDialog *self)
{
  g_return_val_if_fail (APP_IS_INCOMING_DIALOG (self), NULL);

  return self->call;
}
