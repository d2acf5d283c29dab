/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: "not found" leaves one standing there. A sentence that says what was really the matter, and a button
 * that leads to where it is mended, are the difference between a telephone and a puzzle. */

#include "app-why.h"

#include "config.h"

#include <glib/gi18n-lib.h>

struct _AppWhy
{
  AdwBin parent_instance;

  Phone *phone;
  PhoneCall *call;
  PhoneAccount *account;
  PhoneConversation *conversation;
  PhoneMessage *message; /* the newest of the conversation; NULL: none */
  GSignalGroup *message_signals;
  GSignalGroup *conversation_signals;
  GSignalGroup *call_signals;
  GSignalGroup *account_signals;
  GtkLabel *sentence;
  GtkButton *help;
};

G_DEFINE_FINAL_TYPE (AppWhy, app_why, ADW_TYPE_BIN)

enum
{
  PROP_PHONE = 1,
  PROP_CALL,
  PROP_ACCOUNT,
  PROP_CONVERSATION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* By PhoneHelp. */
static const struct
{
  const char *label;
  const char *action;
  gboolean    of_account; /* the account is its target */
} helps[] = {
  [PHONE_HELP_NONE] = { NULL, NULL, FALSE },
  [PHONE_HELP_TRY_AGAIN] = { N_("Try Again"), "win.try-now", TRUE },
  [PHONE_HELP_CALL_AGAIN] = { NULL, NULL, FALSE }, /* the page of every call that is over offers it */
  [PHONE_HELP_EDIT_ACCOUNT] = { N_("Edit Account"), "win.edit-account", TRUE },
  [PHONE_HELP_EDIT_MEDIA] = { N_("Sound of Calls"), "win.edit-media", TRUE },
  [PHONE_HELP_EDIT_POLICY] = { N_("Call Settings"), "win.call-settings", TRUE },
  [PHONE_HELP_CERTIFICATE] = { N_("Compare Keys"), "win.compare-keys", TRUE },
  [PHONE_HELP_SOUND] = { N_("Microphone and Speaker"), "win.sound", FALSE },
  [PHONE_HELP_LINE_TEST] = { N_("Test the Line"), "win.line-test", TRUE },
};

/**
 * app_why_show:
 * @self: a place for a reason
 * @why: (nullable): the reason; %NULL: none is known
 * @account: (nullable): the account it is about
 *
 * Shows @why and what helps.
 */
void
app_why_show (AppWhy       *self,
              PhoneWhy     *why,
              PhoneAccount *account)
{
  PhoneHelp help = why != NULL ? phone_why_get_help (why) : PHONE_HELP_NONE;
  gboolean usable = helps[help].action != NULL && (account != NULL || !helps[help].of_account);

  g_return_if_fail (APP_IS_WHY (self));

  gtk_widget_set_visible (GTK_WIDGET (self), why != NULL);
  gtk_label_set_label (self->sentence, why != NULL ? phone_why_get_sentence (why) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help), usable);
  if (!usable)
    return;
  gtk_button_set_label (self->help, gettext (helps[help].label));
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->help),
                                          helps[help].of_account ? g_variant_new_string (phone_account_get_id (account)) : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->help), helps[help].action);
}

static PhoneWhy *
find_for_call (AppWhy *self)
{
  return phone_call_get_state (self->call) == PHONE_CALL_STATE_ENDED && phone_call_get_end_text (self->call) != NULL
           ? phone_find_why_call (self->phone, self->call)
           : NULL;
}

static PhoneWhy *
find_for_account (AppWhy *self)
{
  PhoneAccountState state = phone_account_get_state (self->account);

  return state == PHONE_ACCOUNT_STATE_WAITING || state == PHONE_ACCOUNT_STATE_REFUSED
           ? phone_find_why_account (self->phone, self->account)
           : NULL;
}

/* Beside the message stands how to send it again. */
static void
show_for_conversation (AppWhy *self)
{
  gboolean failed = self->message != NULL && phone_message_is_outgoing (self->message)
                    && phone_message_get_state (self->message) == PHONE_MESSAGE_STATE_NOT_SENT;
  g_autoptr (PhoneWhy) why = failed ? phone_find_why_message (self->phone, self->conversation) : NULL;

  app_why_show (self, why, phone_conversation_get_account (self->conversation));
  if (why != NULL && phone_why_get_help (why) == PHONE_HELP_TRY_AGAIN)
    gtk_widget_set_visible (GTK_WIDGET (self->help), FALSE);
}

static void
refresh (AppWhy *self)
{
  g_autoptr (PhoneWhy) why = NULL;

  if (self->phone == NULL)
    return;
  if (self->conversation != NULL)
    show_for_conversation (self);
  else if (self->call != NULL)
    {
      why = find_for_call (self);
      app_why_show (self, why, phone_call_get_account (self->call));
    }
  else if (self->account != NULL)
    {
      why = find_for_account (self);
      app_why_show (self, why, self->account);
    }
}

static void
newest_cb (AppWhy *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conversation));
  g_autoptr (PhoneMessage) newest = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->conversation), n - 1) : NULL;

  g_set_object (&self->message, newest);
  g_signal_group_set_target (self->message_signals, newest);
  refresh (self);
}

static void
set_conversation (AppWhy            *self,
                  PhoneConversation *conversation)
{
  g_set_object (&self->conversation, conversation);
  g_signal_group_set_target (self->conversation_signals, conversation);
  if (conversation != NULL)
    newest_cb (self);
}

static void
app_why_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  AppWhy *self = APP_WHY (object);

  switch (id)
    {
    case PROP_PHONE:
      g_value_set_object (value, self->phone);
      break;
    case PROP_CALL:
      g_value_set_object (value, self->call);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_CONVERSATION:
      g_value_set_object (value, self->conversation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_why_set_property (GObject      *object,
                      guint         id,
                      const GValue *value,
                      GParamSpec   *pspec)
{
  AppWhy *self = APP_WHY (object);

  switch (id)
    {
    case PROP_PHONE:
      g_set_object (&self->phone, g_value_get_object (value));
      break;
    case PROP_CALL:
      g_set_object (&self->call, g_value_get_object (value));
      g_signal_group_set_target (self->call_signals, self->call);
      break;
    case PROP_ACCOUNT:
      g_set_object (&self->account, g_value_get_object (value));
      g_signal_group_set_target (self->account_signals, self->account);
      break;
    case PROP_CONVERSATION:
      set_conversation (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  refresh (self);
}

static void
app_why_dispose (GObject *object)
{
  AppWhy *self = APP_WHY (object);

  g_clear_object (&self->message_signals);
  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->call);
  g_clear_object (&self->account);
  g_clear_object (&self->conversation);
  g_clear_object (&self->message);
  g_clear_object (&self->phone);
  gtk_widget_dispose_template (GTK_WIDGET (self), APP_TYPE_WHY);
  G_OBJECT_CLASS (app_why_parent_class)->dispose (object);
}

static void
app_why_class_init (AppWhyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = app_why_get_property;
  object_class->set_property = app_why_set_property;
  object_class->dispose = app_why_dispose;

  /**
   * AppWhy:phone: (nullable)
   *
   * The phone that is asked for reasons.
   */
  props[PROP_PHONE] =
    g_param_spec_object ("phone", NULL, NULL, PHONE_TYPE_PHONE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AppWhy:call: (nullable)
   *
   * The call whose reason is shown, once it came to nothing.
   */
  props[PROP_CALL] =
    g_param_spec_object ("call", NULL, NULL, PHONE_TYPE_CALL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AppWhy:account: (nullable)
   *
   * The account whose reason is shown while it cannot be reached, where there is no call.
   */
  props[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, PHONE_TYPE_ACCOUNT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * AppWhy:conversation: (nullable)
   *
   * The conversation whose newest message's reason is shown while it is not sent.
   */
  props[PROP_CONVERSATION] = g_param_spec_object ("conversation", NULL, NULL, PHONE_TYPE_CONVERSATION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/app-why.ui");
  gtk_widget_class_bind_template_child (widget_class, AppWhy, sentence);
  gtk_widget_class_bind_template_child (widget_class, AppWhy, help);
}

static void
app_why_init (AppWhy *self)
{
  self->message_signals = g_signal_group_new (PHONE_TYPE_MESSAGE);
  g_signal_group_connect_swapped (self->message_signals, "notify::state", G_CALLBACK (refresh), self);
  self->conversation_signals = g_signal_group_new (PHONE_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "items-changed", G_CALLBACK (newest_cb), self);
  self->call_signals = g_signal_group_new (PHONE_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (refresh), self);
  self->account_signals = g_signal_group_new (PHONE_TYPE_ACCOUNT);
  g_signal_group_connect_swapped (self->account_signals, "notify::state", G_CALLBACK (refresh), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * app_why_present:
 * @parent: where it was asked
 * @why: (nullable): the reason; %NULL: none is known
 * @account: (nullable): the account it is about
 *
 * Shows @why in a dialog of its own, for who asks afterwards.
 */
void
app_why_present (GtkWidget    *parent,
                 PhoneWhy     *why,
                 PhoneAccount *account)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("The Reason"), NULL));
  AppWhy *place = g_object_new (APP_TYPE_WHY, NULL);

  if (why == NULL)
    adw_alert_dialog_set_body (dialog, _("Nothing more is known about it. What was said on the line is kept for a while only."));
  app_why_show (place, why, account);
  adw_alert_dialog_set_extra_child (dialog, GTK_WIDGET (place));
  adw_alert_dialog_add_response (dialog, "close", _("_Close"));
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
