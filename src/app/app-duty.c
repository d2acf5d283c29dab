/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a telephone out of sight must not leave one guessing: whether it is on duty, and whether its microphone
 * is open. It is said in words that are true at every moment. */

#include "app-duty.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-closures.h"

/* What the desktop's portal takes of a status. */
#define WORDS_MAX 96

struct _AppDuty
{
  GObject parent_instance;

  GWeakRef phone;
  char *words;
};

G_DEFINE_FINAL_TYPE (AppDuty, app_duty, G_TYPE_OBJECT)

enum
{
  PROP_WORDS = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Whom one talks to, or who calls; NULL: nobody. */
static PhoneCall *
find_talk (Phone *phone)
{
  GListModel *calls = phone_get_calls (phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);
      PhoneCallState state = phone_call_get_state (call);

      if (state >= PHONE_CALL_STATE_CONNECTING && state < PHONE_CALL_STATE_ENDING)
        return g_steal_pointer (&call);
    }
  return NULL;
}

static gboolean
is_reached (Phone *phone)
{
  GListModel *accounts = phone_get_accounts (phone);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      if (phone_account_get_state (account) == PHONE_ACCOUNT_STATE_REGISTERED)
        return TRUE;
    }
  return FALSE;
}

static char *
dup_words (Phone *phone)
{
  g_autoptr (PhoneCall) talk = find_talk (phone);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (talk == NULL)
    return g_strdup (is_reached (phone) ? _("Ready for calls") : _("Offline: calls do not arrive"));
  name = app_closures_name (NULL, phone_call_get_remote_name (talk));
  /* Translators: %s is who one talks to. */
  text = g_strdup_printf (_("In a call with %s"), name);
  return g_utf8_strlen (text, -1) <= WORDS_MAX ? g_steal_pointer (&text) : g_utf8_substring (text, 0, WORDS_MAX);
}

static void
update (AppDuty *self)
{
  g_autoptr (Phone) phone = g_weak_ref_get (&self->phone);
  g_autofree char *words = phone != NULL ? dup_words (phone) : NULL;

  if (words != NULL && g_set_str (&self->words, words))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WORDS]);
}

static void
accounts_changed_cb (AppDuty    *self,
                     guint          position,
                     guint          removed,
                     guint          added,
                     GListModel    *accounts)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (PhoneAccount) account = g_list_model_get_item (accounts, i);

      g_signal_connect_object (account, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
calls_changed_cb (AppDuty    *self,
                  guint          position,
                  guint          removed,
                  guint          added,
                  GListModel    *calls)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (PhoneCall) call = g_list_model_get_item (calls, i);

      g_signal_connect_object (call, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
app_duty_get_property (GObject    *object,
                       guint       id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_WORDS:
      g_value_set_string (value, APP_DUTY (object)->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
app_duty_finalize (GObject *object)
{
  g_weak_ref_clear (&APP_DUTY (object)->phone);
  g_free (APP_DUTY (object)->words);
  G_OBJECT_CLASS (app_duty_parent_class)->finalize (object);
}

static void
app_duty_class_init (AppDutyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_duty_get_property;
  object_class->finalize = app_duty_finalize;

  /**
   * AppDuty:words:
   *
   * Whom one talks to, or whether calls arrive.
   */
  props[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
app_duty_init (AppDuty *self)
{
  g_weak_ref_init (&self->phone, NULL);
}

/**
 * app_duty_new:
 * @phone: a phone
 *
 * Returns: (transfer full): what says what it does
 */
AppDuty *
app_duty_new (Phone *phone)
{
  AppDuty *self = g_object_new (APP_TYPE_DUTY, NULL);
  GListModel *accounts = phone_get_accounts (phone);
  GListModel *calls = phone_get_calls (phone);

  g_weak_ref_set (&self->phone, phone);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (accounts), accounts);
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (calls), calls);
  return self;
}

/**
 * app_duty_get_words:
 * @self: an object
 *
 * Returns: (transfer none): at most 96 letters
 */
const char *
app_duty_get_words (AppDuty *self)
{
  g_return_val_if_fail (APP_IS_DUTY (self), NULL);

  return self->words;
}
