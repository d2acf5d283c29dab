/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: which of one's numbers a call or a conversation is about is said by a colour that is learned, and in
 * words to who hovers or does not see it. With one account there is nothing to say. */

#include "app-account-dot.h"

#include "app-accounts.h"

struct _AppAccountDot
{
  AdwBin parent_instance;

  GObject *subject;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (AppAccountDot, app_account_dot, ADW_TYPE_BIN)

enum
{
  PROP_SUBJECT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static PhoneAccount *
find_account (AppAccountDot *self)
{
  if (PHONE_IS_ACCOUNT (self->subject))
    return PHONE_ACCOUNT (self->subject);
  if (PHONE_IS_CALL (self->subject))
    return phone_call_get_account (PHONE_CALL (self->subject));
  if (PHONE_IS_CONVERSATION (self->subject))
    return phone_conversation_get_account (PHONE_CONVERSATION (self->subject));
  return NULL;
}

static void
show (AppAccountDot *self)
{
  PhoneAccount *account = find_account (self);
  AppAccounts *accounts = account != NULL ? app_accounts_of (account) : NULL;
  const char *color = accounts != NULL ? app_accounts_get_color (accounts, account) : NULL;
  const char *classes[] = { "account-dot", color, NULL };
  const char *address = account != NULL ? phone_account_get_address (account) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), color != NULL && app_accounts_are_several (accounts));
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), address);
  if (address != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, address, -1);
}

static void
set_subject (AppAccountDot *self,
             GObject       *subject)
{
  PhoneAccount *account;

  if (!g_set_object (&self->subject, subject))
    return;
  account = find_account (self);
  g_signal_group_set_target (self->signals, account != NULL ? app_accounts_of (account) : NULL);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBJECT]);
}

static void
app_account_dot_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  if (id == PROP_SUBJECT)
    g_value_set_object (value, APP_ACCOUNT_DOT (object)->subject);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_account_dot_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_SUBJECT)
    set_subject (APP_ACCOUNT_DOT (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
app_account_dot_dispose (GObject *object)
{
  AppAccountDot *self = APP_ACCOUNT_DOT (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->subject);
  G_OBJECT_CLASS (app_account_dot_parent_class)->dispose (object);
}

static void
app_account_dot_class_init (AppAccountDotClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_account_dot_get_property;
  object_class->set_property = app_account_dot_set_property;
  object_class->dispose = app_account_dot_dispose;

  /**
   * AppAccountDot:subject: (nullable)
   *
   * An account, or a call or a conversation of one.
   */
  props[PROP_SUBJECT] = g_param_spec_object ("subject", NULL, NULL, G_TYPE_OBJECT,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
app_account_dot_init (AppAccountDot *self)
{
  self->signals = g_signal_group_new (APP_TYPE_ACCOUNTS);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (show), self);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  show (self);
}
