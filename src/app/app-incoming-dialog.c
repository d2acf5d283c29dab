/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a call that comes in stands before everything else in the window, with what a person wants to know
 * before they take it. Closing the dialog is not an answer: it is quiet then, and the call waits in the sidebar until it is
 * answered, declined, or given up. */

#include "app-incoming-dialog.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-call-marks.h"
#include "app-closures.h"
#include "app-portrait.h"
#include "app-recall.h"
#include "app-reply-button.h"
#include "app-several.h"
#include "app-video-offer.h"
#include "phone-hush.h"

struct _AppIncomingDialog
{
  AdwDialog parent_instance;

  Phone *phone;
  PhoneCall *call;
  AdwAvatar *avatar;
  GtkLabel *account;
  GtkLabel *recall;
  AdwButtonContent *answer_text;
  GtkWidget *answer;
  GtkWidget *end_and_answer;
  GtkWidget *silence;
  AppReplyButton *reply;
  AppCallMarks *marks;
  GtkWidget *with_video;
  AppVideoOffer *offer; /* NULL: not asked */
};

G_DEFINE_FINAL_TYPE (AppIncomingDialog, app_incoming_dialog, ADW_TYPE_DIALOG)

enum
{
  PROP_PHONE = 1,
  PROP_CALL,
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
end_and_answer_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.end-and-answer", "s", phone_call_get_id (APP_INCOMING_DIALOG (widget)->call));
}

/* It stays before one's eyes: who has quiet may still answer. */
static void
silence_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  AppIncomingDialog *self = APP_INCOMING_DIALOG (widget);

  phone_call_hush (self->call);
  gtk_button_set_label (GTK_BUTTON (self->silence), _("Silenced"));
  gtk_widget_action_set_enabled (widget, "incoming.silence", FALSE);
}

/* The window closes it for good once the call waits no longer; until then it is the person who wants it gone. */
static void
closed_cb (AppIncomingDialog *self)
{
  if (self->call != NULL)
    phone_call_hush (self->call);
}

/* Who talks to somebody already says what becomes of them. */
static void
show_talk (AppIncomingDialog *self)
{
  gboolean talks = self->call != NULL && app_several_find_talk (self->phone, self->call) != NULL;
  const char *text = talks ? _("Hold and Answer") : _("Answer");

  adw_button_content_set_label (self->answer_text, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->answer), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->end_and_answer, talks);
}

static void
call_state_cb (AppIncomingDialog *self)
{
  if (phone_call_get_state (self->call) != PHONE_CALL_STATE_INCOMING)
    adw_dialog_force_close (ADW_DIALOG (self));
}

/* Whoever has one account knows which one it is. */
static void
show_account (AppIncomingDialog *self)
{
  PhoneAccount *account = phone_call_get_account (self->call);
  g_autofree char *text = NULL;

  if (account == NULL || g_list_model_get_n_items (phone_get_accounts (self->phone)) < 2)
    return;
  /* Translators: %s is the address that is being called. */
  text = g_strdup_printf (_("calls %s"), phone_account_get_address (account));
  gtk_label_set_text (self->account, text);
  gtk_widget_set_visible (GTK_WIDGET (self->account), TRUE);
}

/* By their number alone nobody is known at a foreign domain: the account's own is asked about. */
static void
show_person (AppIncomingDialog *self)
{
  PhoneAccount *account = phone_call_get_account (self->call);
  const char *at = account != NULL ? strrchr (phone_account_get_address (account), '@') : NULL;
  const char *address = phone_call_is_anonymous (self->call) ? NULL : phone_call_get_remote_address (self->call);
  PhonePeople *people = phone_get_people (self->phone);
  PhonePerson *person = address != NULL ? phone_people_find (people, at != NULL ? at + 1 : NULL, address) : NULL;
  g_autofree char *recall = app_recall_dup_text (self->phone, address);

  if (person != NULL)
    app_portrait_bind (self->avatar, people, person);
  gtk_label_set_text (self->recall, recall != NULL ? recall : "");
  gtk_widget_set_visible (GTK_WIDGET (self->recall), recall != NULL);
}

static void
set_call (AppIncomingDialog *self,
          PhoneCall         *call)
{
  if (call == NULL || !g_set_object (&self->call, call))
    return;
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self, G_CONNECT_SWAPPED);
  show_account (self);
  show_person (self);
  show_talk (self);
  g_signal_connect_object (phone_get_calls (self->phone), "items-changed", G_CALLBACK (show_talk), self,
                           G_CONNECT_SWAPPED);
  self->offer = app_video_offer_new (self->phone, call);
  g_object_bind_property (self->offer, "possible", self->with_video, "visible", G_BINDING_SYNC_CREATE);
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
    case PROP_PHONE:
      g_value_set_object (value, APP_INCOMING_DIALOG (object)->phone);
      break;
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
    case PROP_PHONE:
      g_set_object (&APP_INCOMING_DIALOG (object)->phone, g_value_get_object (value));
      break;
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
  if (self->reply != NULL)
    g_object_set (self->reply, "call", NULL, NULL);
  g_clear_object (&self->offer);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_INCOMING_DIALOG);
  G_OBJECT_CLASS (app_incoming_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, account);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, recall);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, marks);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, answer);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, answer_text);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, end_and_answer);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, with_video);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, silence);
  gtk_widget_class_bind_template_child (widget_class, AppIncomingDialog, reply);
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
   * AppIncomingDialog:phone:
   *
   * The phone it rings at.
   */
  props[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE,
                                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * AppIncomingDialog:call: (nullable)
   *
   * The call that comes in; set once.
   */
  props[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (APP_TYPE_CALL_MARKS);
  g_type_ensure (APP_TYPE_REPLY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-incoming-dialog.ui");
  bind_children (widget_class);
  app_closures_bind (widget_class);
  gtk_widget_class_install_action (widget_class, "incoming.answer", NULL, answer_cb);
  gtk_widget_class_install_action (widget_class, "incoming.answer-with-video", NULL, answer_with_video_cb);
  gtk_widget_class_install_action (widget_class, "incoming.end-and-answer", NULL, end_and_answer_cb);
  gtk_widget_class_install_action (widget_class, "incoming.silence", NULL, silence_cb);
  gtk_widget_class_install_action (widget_class, "incoming.decline", NULL, decline_cb);
}

static void
app_incoming_dialog_init (AppIncomingDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * app_incoming_dialog_new:
 * @phone: the phone it rings at
 * @call: a call that comes in
 *
 * It has one more button as long as the caller offers pictures and there is a camera.
 *
 * Returns: (transfer floating): a dialog that closes by itself when @call no longer waits for an answer
 */
AppIncomingDialog *
app_incoming_dialog_new (Phone     *phone,
                         PhoneCall *call)
{
  return g_object_new (APP_TYPE_INCOMING_DIALOG, "phone", phone, "call", call, NULL);
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
