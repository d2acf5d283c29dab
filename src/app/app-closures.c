/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: what a person reads is decided by functions without a widget in sight, so that every
 * state of an account, call or message can be checked as a table. */

#include "app-closures.h"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app-typography.h"

#define BIND(klass, name) \
  gtk_widget_class_bind_template_callback_full ((klass), #name, G_CALLBACK (name))

/**
 * app_closures_bind:
 * @klass: a class that is setting its template
 *
 * Makes every function of this file known to the template of @klass.
 */
void
app_closures_bind (GtkWidgetClass *klass)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (klass));

  BIND (klass, app_closures_status_icon);
  BIND (klass, app_closures_status_title);
  BIND (klass, app_closures_status_detail);
  BIND (klass, app_closures_status_action_label);
  BIND (klass, app_closures_status_needs_words);
  BIND (klass, app_closures_status_hint);
  BIND (klass, app_closures_call_status);
  BIND (klass, app_closures_call_waits);
  BIND (klass, app_closures_call_goes_on);
  BIND (klass, app_closures_call_has_sound);
  BIND (klass, app_closures_avatar_size);
  BIND (klass, app_closures_call_is_active);
  BIND (klass, app_closures_call_is_silent);
  BIND (klass, app_closures_call_is_live);
  BIND (klass, app_closures_call_is_over);
  BIND (klass, app_closures_call_subtitle);
  BIND (klass, app_closures_history_icon);
  BIND (klass, app_closures_history_text);
  BIND (klass, app_closures_history_short);
  BIND (klass, app_closures_not_sent);
  BIND (klass, app_closures_duration);
  BIND (klass, app_closures_span);
  BIND (klass, app_closures_clock);
  BIND (klass, app_closures_day);
  BIND (klass, app_closures_moment);
  BIND (klass, app_closures_name);
  BIND (klass, app_closures_first_line);
  BIND (klass, app_closures_text);
  BIND (klass, app_closures_count);
  BIND (klass, app_closures_is_set);
  BIND (klass, app_closures_is_positive);
}

/**
 * app_closures_status_icon:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * The icon of an account's state; no two states share one.
 *
 * Returns: (transfer full): an icon name
 */
char *
app_closures_status_icon (gpointer          owner,
                          PhoneAccountState state)
{
  switch (state)
    {
    case PHONE_ACCOUNT_STATE_OFFLINE:
      return g_strdup ("status-offline-symbolic");
    case PHONE_ACCOUNT_STATE_CONNECTING:
      return g_strdup ("status-connecting-symbolic");
    case PHONE_ACCOUNT_STATE_WAITING:
      return g_strdup ("status-waiting-symbolic");
    case PHONE_ACCOUNT_STATE_CONNECTED:
      return g_strdup ("status-connected-symbolic");
    case PHONE_ACCOUNT_STATE_REGISTERED:
      return g_strdup ("status-ready-symbolic");
    case PHONE_ACCOUNT_STATE_REFUSED:
      return g_strdup ("status-refused-symbolic");
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * app_closures_status_title:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * An account's state in one or two words.
 *
 * Returns: (transfer full): words for a person
 */
char *
app_closures_status_title (gpointer          owner,
                           PhoneAccountState state)
{
  switch (state)
    {
    case PHONE_ACCOUNT_STATE_OFFLINE:
      return g_strdup (_("Offline"));
    case PHONE_ACCOUNT_STATE_CONNECTING:
      return g_strdup (_("Connecting…"));
    case PHONE_ACCOUNT_STATE_WAITING:
      return g_strdup (_("Not Connected"));
    case PHONE_ACCOUNT_STATE_CONNECTED:
      return g_strdup (_("Connected"));
    case PHONE_ACCOUNT_STATE_REGISTERED:
      return g_strdup (_("Ready"));
    case PHONE_ACCOUNT_STATE_REFUSED:
      return g_strdup (_("Not Signed In"));
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Between dots a sentence is only a part. */
static char *
without_full_stop (const char *sentence)
{
  gsize length = strlen (sentence);

  return g_strndup (sentence, g_str_has_suffix (sentence, ".") ? length - 1 : length);
}

/**
 * app_closures_status_detail:
 * @owner: (nullable): the widget that asks
 * @state: a state
 * @reason: (nullable): a sentence that says why
 * @attempt: which attempt to connect this is, from 1
 * @seconds: seconds to the next attempt; 0 if none is planned
 *
 * An account's state with its reason and what happens next.
 *
 * Returns: (transfer full): words for a person
 */
char *
app_closures_status_detail (gpointer           owner,
                            PhoneAccountState  state,
                            const char        *reason,
                            guint              attempt,
                            guint              seconds)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;
  g_autofree char *line = NULL;

  g_strv_builder_take (parts, app_closures_status_title (owner, state));
  if (state == PHONE_ACCOUNT_STATE_REGISTERED)
    g_strv_builder_add (parts, _("Calls and messages reach you"));
  if (state == PHONE_ACCOUNT_STATE_CONNECTED)
    g_strv_builder_add (parts, _("Signing in…"));
  if (app_closures_is_set (owner, reason))
    g_strv_builder_take (parts, without_full_stop (reason));
  if (state == PHONE_ACCOUNT_STATE_WAITING && seconds > 0)
    g_strv_builder_take (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Next try in %u second",
                                                              "Next try in %u seconds", seconds), seconds));
  if (state == PHONE_ACCOUNT_STATE_CONNECTING && attempt > 1)
    g_strv_builder_take (parts, g_strdup_printf (_("Try number %u"), attempt));
  list = g_strv_builder_end (parts);
  /* Translators: stands between short statements such as "Not Connected" and "Next try in 5 seconds". */
  line = g_strjoinv (_(" · "), list);
  return app_typography_tie_dots (line);
}

/**
 * app_closures_status_action_label:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * The one useful thing to do in this state.
 *
 * Returns: (transfer full) (nullable): a button's label, %NULL if there is nothing to do
 */
char *
app_closures_status_action_label (gpointer          owner,
                                  PhoneAccountState state)
{
  switch (state)
    {
    case PHONE_ACCOUNT_STATE_OFFLINE:
      return g_strdup (_("Go Online"));
    case PHONE_ACCOUNT_STATE_WAITING:
      return g_strdup (_("Try Now"));
    case PHONE_ACCOUNT_STATE_REFUSED:
      return g_strdup (_("Edit Account…"));
    case PHONE_ACCOUNT_STATE_CONNECTING:
    case PHONE_ACCOUNT_STATE_CONNECTED:
    case PHONE_ACCOUNT_STATE_REGISTERED:
      return NULL;
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * app_closures_status_action:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * The action behind app_closures_status_action_label(); its target is the account's id.
 *
 * Returns: (transfer full): a detailed action name
 */
char *
app_closures_status_action (gpointer          owner,
                            PhoneAccountState state)
{
  return g_strdup (state == PHONE_ACCOUNT_STATE_REFUSED ? "win.edit-account" : "win.try-now");
}

/**
 * app_closures_status_needs_words:
 * @owner: (nullable): the widget that asks
 * @state: a state
 * @crowded: whether there is little room
 *
 * Returns: whether the state is to be spelled out; where room is scarce, only trouble is
 */
gboolean
app_closures_status_needs_words (gpointer          owner,
                                 PhoneAccountState state,
                                 gboolean          crowded)
{
  return !crowded || state != PHONE_ACCOUNT_STATE_REGISTERED;
}

/**
 * app_closures_status_hint:
 * @owner: (nullable): the widget that asks
 * @state: a state
 *
 * An account's state as the name of a button that opens more about it.
 *
 * Returns: (transfer full): words for a person
 */
char *
app_closures_status_hint (gpointer          owner,
                          PhoneAccountState state)
{
  g_autofree char *title = app_closures_status_title (owner, state);

  /* Translators: %s is the state of the connection, such as "Ready". */
  return g_strdup_printf (_("Connection: %s"), title);
}

/**
 * app_closures_not_sent:
 * @owner: (nullable): the widget that asks
 * @error_text: (nullable): the phone's sentence about it
 *
 * That a message did not get there, and why.
 *
 * Returns: (transfer full): words for a person
 */
char *
app_closures_not_sent (gpointer    owner,
                       const char *error_text)
{
  if (error_text == NULL || *error_text == '\0')
    return g_strdup (_("Not sent"));
  /* Translators: %s is the reason, a sentence. */
  return g_strdup_printf (_("Not sent. %s"), error_text);
}
