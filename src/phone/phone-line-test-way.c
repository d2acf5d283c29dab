/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: the way to the server, as far as it leads. Most of it the account knows already; it is only read off in the
 * order in which one thing needs the other. */

#include "config.h"

#include "phone-line-test-private.h"

#include <glib/gi18n-lib.h>

#include "media-error.h"
#include "media-reach.h"
#include "phone-private.h"
#include "phone-why-find.h"
#include "phone-words.h"
#include "sip-status.h"
#include "ua-messager.h"

#define SLOW_MS 400

/*< private >
 * A machine that says it has none may still reach itself, so nothing hangs on it.
 */
void
phone_line_test_try_network (PhoneLineTest *self)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  if (!g_network_monitor_get_network_available (monitor))
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_WARNING, g_strdup (_("This machine says it has no network.")));
  else if (g_network_monitor_get_connectivity (monitor) == G_NETWORK_CONNECTIVITY_PORTAL)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_WARNING,
                              g_strdup (_("The network wants you to sign in first. Open a page in your browser.")));
  else if (g_network_monitor_get_connectivity (monitor) == G_NETWORK_CONNECTIVITY_FULL)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK, g_strdup (_("This machine has a network.")));
  else
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_WARNING,
                              g_strdup (_("This machine has a network, but does not reach everything from there.")));
}

static gboolean
is_up (PhoneAccountState state)
{
  return state == PHONE_ACCOUNT_STATE_CONNECTED || state == PHONE_ACCOUNT_STATE_REGISTERED
         || state == PHONE_ACCOUNT_STATE_REFUSED;
}

/* What the rules know, or else what the account says. */
static char *
dup_reason (PhoneLineTest *self)
{
  g_autoptr (PhoneWhy) why = phone_find_why_account (self->phone, self->account);

  return g_strdup (why != NULL ? phone_why_get_sentence (why) : phone_account_get_status_text (self->account));
}

static void
end_untried (PhoneLineTest *self,
             const char    *words)
{
  phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_NOT_TRIED, g_strdup (words));
}

/*< private >
 * phone_line_test_try_name:
 */
void
phone_line_test_try_name (PhoneLineTest *self)
{
  PhoneAccountState state = phone_account_get_state (self->account);
  const GError *error = phone_account_get_last_error (self->account);
  const char *place = phone_route_get_place (phone_account_get_route (self->account));

  if (state == PHONE_ACCOUNT_STATE_OFFLINE)
    end_untried (self, _("This account is turned off."));
  else if (is_up (state) && place != NULL)
    /* Translators: %s is the name of a server and a port. */
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK, g_strdup_printf (_("The server is %s."), place));
  else if (is_up (state))
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK, g_strdup (_("The server was found.")));
  else if (state != PHONE_ACCOUNT_STATE_WAITING)
    return;
  else if (g_error_matches (error, TRANSPORT_ERROR, TRANSPORT_ERROR_RESOLVE))
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED, dup_reason (self));
  else
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK, g_strdup (_("The server was found.")));
}

static void
end_connected (PhoneLineTest *self)
{
  PhoneRoute *route = phone_account_get_route (self->account);
  const char *title = phone_route_get_transport_title (route);
  const char *version = phone_route_get_tls_version (route);

  self->connected = TRUE;
  if (!phone_route_is_secure (route))
    /* Translators: %s is how a server is reached, such as "TCP". */
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_WARNING,
                              g_strdup_printf (_("Made by %s, but not encrypted: others on the way can read along."), title));
  else if (version != NULL)
    /* Translators: %1$s is how a server is reached, such as "Secure WebSocket", %2$s such as "TLS 1.3". */
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK,
                              g_strdup_printf (_("Made by %1$s and encrypted by %2$s; its certificate is good."), title,
                                               version));
  else
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK,
                              g_strdup_printf (_("Made by %s and encrypted; its certificate is good."), title));
}

/*< private >
 * phone_line_test_try_connection:
 */
void
phone_line_test_try_connection (PhoneLineTest *self)
{
  PhoneAccountState state = phone_account_get_state (self->account);

  if (state == PHONE_ACCOUNT_STATE_OFFLINE)
    end_untried (self, NULL);
  else if (is_up (state))
    end_connected (self);
  else if (state == PHONE_ACCOUNT_STATE_WAITING)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED, dup_reason (self));
}

/*< private >
 * phone_line_test_try_registration:
 */
void
phone_line_test_try_registration (PhoneLineTest *self)
{
  PhoneAccountState state = phone_account_get_state (self->account);

  if (!self->connected)
    end_untried (self, _("There is no connection to do it over."));
  else if (state == PHONE_ACCOUNT_STATE_REGISTERED)
    /* Translators: %s is an address. */
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK,
                              g_strdup_printf (_("Others reach you at %s."), phone_account_get_address (self->account)));
  else if (state == PHONE_ACCOUNT_STATE_REFUSED || state == PHONE_ACCOUNT_STATE_WAITING)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED, dup_reason (self));
}

/*< private >
 * The account says something new.
 */
void
phone_line_test_look_at_account (PhoneLineTest *self)
{
  /* Between two steps nothing goes on. */
  if (self->next != 0)
    return;
  if (self->current == PHONE_LINE_STEP_NAME)
    phone_line_test_try_name (self);
  else if (self->current == PHONE_LINE_STEP_CONNECTION)
    phone_line_test_try_connection (self);
  else if (self->current == PHONE_LINE_STEP_REGISTRATION)
    phone_line_test_try_registration (self);
}

/* A step that was left is cancelled: what comes of it later is nobody's. */
static gboolean
is_late (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (PhoneLineTest) self = user_data;
  g_autoptr (GError) error = NULL;
  UaMessageAnswer answer = { 0 };
  gboolean well = ua_messager_send_finish_full (UA_AGENT (source), result, &answer, &error);
  guint ms;

  ua_message_answer_clear (&answer);
  if (is_late (error) || self->current != PHONE_LINE_STEP_ROUND_TRIP)
    return;
  ms = (guint) (sip_clock_get_now_ms (self->clock) - self->began_ms);
  /* A server that says no to the question has answered it. */
  if (!well && error->domain != SIP_STATUS_ERROR)
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED, phone_words_for_error (error));
  else
    phone_line_test_end_step (self, ms > SLOW_MS ? PHONE_LINE_STEP_STATE_WARNING : PHONE_LINE_STEP_STATE_OK,
                              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The answer came after %u ms.",
                                                            "The answer came after %u ms.", ms),
                                               ms));
}

/*< private >
 * phone_line_test_try_round_trip:
 */
void
phone_line_test_try_round_trip (PhoneLineTest *self)
{
  UaAgent *agent = phone_account_get_agent (self->account);
  const char *at = strchr (phone_account_get_address (self->account), '@');
  g_autofree char *server = g_strdup_printf ("sip:%s", at != NULL ? at + 1 : phone_account_get_address (self->account));
  g_autoptr (SipUri) target = phone_account_parse_target (self->account, server, NULL);

  if (!self->connected || agent == NULL || target == NULL || !ua_agent_is_connected (agent))
    end_untried (self, _("There is no connection to do it over."));
  else
    ua_messager_ask_async (agent, target, self->cancellable, asked_cb, g_object_ref (self));
}

static MediaSettings *
make_settings (PhoneLineTest *self)
{
  MediaSettings *settings = media_engine_dup_settings (self->phone->engine);

  phone_media_terms_fill_in (phone_account_get_media_terms (self->account), settings);
  return settings;
}

static void
stun_reached_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PhoneLineTest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = media_reach_finish (result, &error);

  if (is_late (error) || self->current != PHONE_LINE_STEP_STUN)
    return;
  if (address != NULL)
    /* Translators: %s is an address of numbers. */
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK,
                              g_strdup_printf (_("Seen from outside you are at %s."), address));
  else
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED,
                              g_strdup (_("The server that should know it does not help. Look for a slip in its name.")));
}

/*< private >
 * phone_line_test_try_stun:
 */
void
phone_line_test_try_stun (PhoneLineTest *self)
{
  g_autoptr (MediaSettings) settings = make_settings (self);

  if (settings->stun_server == NULL)
    end_untried (self, _("No server is set up that could know it. Most providers need none."));
  else
    media_reach_async (settings->stun_server, NULL, NULL, self->cancellable, stun_reached_cb, g_object_ref (self));
}

static void
turn_reached_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (PhoneLineTest) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = media_reach_finish (result, &error);

  if (is_late (error) || self->current != PHONE_LINE_STEP_TURN)
    return;
  if (address != NULL)
    /* Translators: %s is an address of numbers. */
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_OK,
                              g_strdup_printf (_("The relay lets you in and lends you %s."), address));
  else if (g_error_matches (error, MEDIA_ERROR, MEDIA_ERROR_SECURITY))
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED,
                              g_strdup (_("The relay does not accept the user name or the password.")));
  else
    phone_line_test_end_step (self, PHONE_LINE_STEP_STATE_FAILED,
                              g_strdup (_("The relay does not help. Look for a slip in its name.")));
}

/*< private >
 * phone_line_test_try_turn:
 */
void
phone_line_test_try_turn (PhoneLineTest *self)
{
  g_autoptr (MediaSettings) settings = make_settings (self);

  if (settings->turn_server == NULL)
    end_untried (self, _("No relay is set up. It is needed only where calls stay silent without one."));
  else
    media_reach_async (settings->turn_server, settings->turn_user, settings->turn_password, self->cancellable,
                       turn_reached_cb, g_object_ref (self));
}
