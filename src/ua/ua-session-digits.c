/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys pressed during a call. There are two ways for them, and a person knows of neither: along the sound, where it was
 * agreed on, and by INFO, as many gateways have it. What is going by INFO, or must wait for that, is kept here; what goes
 * along the sound is queued by the handler, and only how long it will take is remembered, so that no INFO overtakes it.
 */

#include "ua-session-digits.h"

#include "ua-error.h"
#include "ua-session-private.h"

#include <string.h>

#define TONE_MS  160
#define GAP_MS   70
#define PAUSE_MS 2000
/* The end of a press along the sound is said three times (RFC 4733 §2.5.1.4). */
#define END_MS   60
#define KEYS     "0123456789*#ABCD"
#define PAUSES   ",pP"

#define DTMF_RELAY     "application/dtmf-relay"
#define DTMF           "application/dtmf"
#define MAX_INFO_BODY  1024
#define BAD_PACKAGE    469 /* RFC 6086 §4.2.3 */

struct _UaSessionDigits
{
  GString   *waiting;
  UaRequest *info;           /* the one under way */
  guint      timer;          /* until the next may begin */
  gint64     sound_until_ms; /* when the last that went along the sound has been heard */
};

static void pursue (UaSession *self);

static void
pursue_when_free_cb (UaSession *self)
{
  pursue (self);
}

static UaSessionDigits *
get_digits (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->digits == NULL)
    {
      priv->digits = g_new0 (UaSessionDigits, 1);
      priv->digits->waiting = g_string_new (NULL);
      g_signal_connect (self, "notify::held-by-us", G_CALLBACK (pursue_when_free_cb), NULL);
      g_signal_connect (self, "notify::held-by-them", G_CALLBACK (pursue_when_free_cb), NULL);
      g_signal_connect (self, "notify::stranded", G_CALLBACK (pursue_when_free_cb), NULL);
    }

  return priv->digits;
}

static gboolean
is_pause (char digit)
{
  return digit != '\0' && strchr (PAUSES, digit) != NULL;
}

static gboolean
is_held (UaSessionPrivate *priv)
{
  return priv->held_by_us || priv->held_by_them;
}

/* INFO needs the dialog and the line. */
static gboolean
may_inform (UaSessionPrivate *priv)
{
  return priv->state == UA_SESSION_STATE_ESTABLISHED && !priv->stranded && !is_held (priv)
         && priv->replacement == NULL && priv->agent != NULL && ua_agent_is_connected (priv->agent);
}

static void
timer_cb (gpointer user_data)
{
  UaSession *self = user_data;

  get_digits (self)->timer = 0;
  pursue (self);
}

static void
wait_for_ms (UaSession *self,
             gint64     delay_ms)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  priv->digits->timer = sip_clock_arm (priv->clock, (guint) delay_ms, timer_cb, self);
}

static gint64
measure_ms (const char *digits)
{
  gint64 length_ms = 0;

  for (; *digits != '\0'; digits++)
    length_ms += is_pause (*digits) ? PAUSE_MS : TONE_MS + END_MS + GAP_MS;

  return length_ms;
}

/* The handler knows one sign for a pause. */
static gboolean
send_along_the_sound (UaSession   *self,
                      const char  *digits,
                      GError     **error)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionDigits *state = get_digits (self);
  g_autofree char *plain = g_strdelimit (g_strdup (digits), PAUSES, ',');
  gint64 now_ms = sip_clock_get_now_ms (priv->clock);

  if (!ua_description_handler_send_dtmf (priv->handler, plain, TONE_MS, GAP_MS, error))
    return FALSE;

  state->sound_until_ms = MAX (state->sound_until_ms, now_ms) + measure_ms (plain);
  return TRUE;
}

static void
fail (UaSession    *self,
      const GError *error)
{
  g_autoptr (UaSession) hold = g_object_ref (self);

  g_info ("the digits were not taken: %s", error->message);
  g_string_truncate (get_digits (self)->waiting, 0);
  g_signal_emit_by_name (self, "digits-failed", error);
}

static void
info_answered_cb (UaRequest  *info,
                  SipMessage *response,
                  UaSession  *self)
{
  guint status = sip_message_get_status (response);

  g_clear_object (&get_digits (self)->info);
  if (status >= 300)
    {
      g_autoptr (GError) error = sip_status_error_new (status, sip_message_get_reason (response));

      fail (self, error);
      return;
    }
  pursue (self);
}

static void
info_failed_cb (UaRequest    *info,
                const GError *error,
                UaSession    *self)
{
  g_clear_object (&get_digits (self)->info);
  fail (self, error);
}

static void
send_info (UaSession *self,
           char       digit)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  g_autoptr (SipMessageBuilder) builder = sip_dialog_make_request (priv->dialog, SIP_METHOD_INFO, 0);
  g_autofree char *text = g_strdup_printf ("Signal=%c\r\nDuration=%u\r\n", g_ascii_toupper (digit), TONE_MS);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  UaRequest *info = ua_request_new (priv->agent, priv->dialog);

  ua_agent_dress (priv->agent, builder);
  sip_message_builder_set_body (builder, DTMF_RELAY, body);
  g_signal_connect_object (info, "answered", G_CALLBACK (info_answered_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (info, "failed", G_CALLBACK (info_failed_cb), self, G_CONNECT_DEFAULT);
  priv->digits->info = info;
  ua_request_send (info, builder);
}

/* The next of those that go by INFO. A change of the call may have opened the way along the sound meanwhile. */
static void
send_next (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  GString *waiting = priv->digits->waiting;
  char digit = waiting->str[0];

  if (ua_description_handler_can_send_dtmf (priv->handler))
    {
      g_autofree char *rest = g_strdup (waiting->str);
      g_autoptr (GError) error = NULL;

      g_string_truncate (waiting, 0);
      if (!send_along_the_sound (self, rest, &error))
        fail (self, error);
      return;
    }
  g_string_erase (waiting, 0, 1);
  wait_for_ms (self, is_pause (digit) ? PAUSE_MS : TONE_MS + GAP_MS);
  if (!is_pause (digit))
    send_info (self, digit);
}

static void
pursue (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  UaSessionDigits *digits = priv->digits;

  if (digits->waiting->len == 0 || digits->timer != 0 || digits->info != NULL || !may_inform (priv))
    return;

  gint64 heard_in_ms = digits->sound_until_ms - sip_clock_get_now_ms (priv->clock);

  if (heard_in_ms > 0)
    wait_for_ms (self, heard_in_ms);
  else
    send_next (self);
}

void
ua_session_drop_digits (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->digits == NULL)
    return;
  g_string_truncate (priv->digits->waiting, 0);
  sip_clock_disarm (priv->clock, &priv->digits->timer);
  if (priv->digits->info != NULL)
    g_signal_handlers_disconnect_by_data (priv->digits->info, self);
  g_clear_object (&priv->digits->info);
}

void
ua_session_free_digits (UaSession *self)
{
  UaSessionPrivate *priv = ua_session_get_private (self);

  if (priv->digits == NULL)
    return;
  ua_session_drop_digits (self);
  g_string_free (priv->digits->waiting, TRUE);
  g_clear_pointer (&priv->digits, g_free);
}

/* "5", "d", or "11": the events of RFC 4733 §3.2 by number, as old gateways write them. */
static char
read_key (const char *value)
{
  guint64 number;

  if (value[0] != '\0' && value[1] == '\0')
    return strchr (KEYS, g_ascii_toupper (value[0])) != NULL ? g_ascii_toupper (value[0]) : '\0';
  if (g_ascii_string_to_unsigned (value, 10, 10, strlen (KEYS) - 1, &number, NULL))
    return KEYS[number];

  return '\0';
}

/* Lines of "Name=value"; nobody has ever agreed on where blanks may stand. */
static char
read_relay (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "=", 2);

      if (parts[0] != NULL && parts[1] != NULL && g_ascii_strcasecmp (g_strstrip (parts[0]), "Signal") == 0)
        return read_key (g_strstrip (parts[1]));
    }

  return '\0';
}

static void
receive_digit (UaSession      *self,
               SipTransaction *server,
               SipMessage     *request,
               gboolean        relay)
{
  UaSessionPrivate *priv = ua_session_get_private (self);
  gsize size = 0;
  const char *data = g_bytes_get_data (sip_message_get_body (request), &size);
  g_autofree char *text = g_strndup (data, MIN (size, MAX_INFO_BODY));
  char key[] = { relay ? read_relay (text) : read_key (g_strstrip (text)), '\0' };

  if (key[0] == '\0' || size > MAX_INFO_BODY || memchr (data, '\0', size) != NULL)
    {
      ua_agent_answer (priv->agent, server, SIP_STATUS_BAD_REQUEST);
      return;
    }
  ua_agent_answer (priv->agent, server, SIP_STATUS_OK);
  g_signal_emit_by_name (self, "digit", key);
}

/* RFC 3261 §20.11 */
static gboolean
may_be_ignored (SipMessage *request)
{
  const char *disposition = sip_message_get_header (request, SIP_HEADER_CONTENT_DISPOSITION);
  g_autofree char *small = disposition != NULL ? g_ascii_strdown (disposition, -1) : NULL;

  return small != NULL && strstr (small, "handling=optional") != NULL;
}

static gboolean
can_trickle (UaSession *self)
{
  UaDescriptionHandler *handler = ua_session_get_private (self)->handler;

  return handler != NULL && ua_description_handler_can_trickle (handler);
}

/* RFC 6086 §4.2.3: a package that is not among those in Recv-Info "MUST … 469". Without a package it
 * is an INFO of the old kind (RFC 2976), whose body alone tells what it is for. */
void
ua_session_receive_info (UaSession      *self,
                         SipTransaction *server,
                         SipMessage     *request)
{
  static const char *const packages[] = { "Recv-Info: ", NULL };
  static const char *const fragments[] = { "Recv-Info: trickle-ice", NULL };
  static const char *const types[] = { "Accept: " DTMF_RELAY ", " DTMF, NULL };
  UaAgent *agent = ua_session_get_private (self)->agent;
  g_autofree char *type = sip_message_dup_content_type (request);
  gboolean relay = g_strcmp0 (type, DTMF_RELAY) == 0;

  if (ua_session_trickle_receive (self, server, request))
    return;
  if (sip_message_get_header (request, SIP_HEADER_INFO_PACKAGE) != NULL)
    ua_agent_respond (agent, server, BAD_PACKAGE, "Bad Info Package", can_trickle (self) ? fragments : packages);
  else if (g_bytes_get_size (sip_message_get_body (request)) == 0)
    ua_agent_answer (agent, server, SIP_STATUS_OK);
  else if (relay || g_strcmp0 (type, DTMF) == 0)
    receive_digit (self, server, request, relay);
  else if (may_be_ignored (request))
    ua_agent_answer (agent, server, SIP_STATUS_OK);
  else
    ua_agent_respond (agent, server, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE, NULL, types);
}

void
ua_session_install_digits (UaSessionClass *klass)
{
  /**
   * UaSession::digit:
   * @self: the session
   * @digit: one of 0-9 * # A-D
   *
   * They pressed a key and said so by INFO.
   */
  g_signal_new ("digit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  /**
   * UaSession::digits-failed:
   * @self: the session
   * @error: SIP_STATUS_ERROR with what they answered, or why nothing was
   *
   * The far end does not take digits by INFO; what was still to be sent is dropped.
   */
  g_signal_new ("digits-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_ERROR);
}

/* Sound may flow before the answer, and a machine may ask for a number there; INFO waits for the answer. */
static const char *
find_obstacle (UaSessionPrivate *priv)
{
  gboolean early = priv->state == UA_SESSION_STATE_ESTABLISHING && priv->handler != NULL
                   && ua_description_handler_can_send_dtmf (priv->handler);

  if (priv->state != UA_SESSION_STATE_ESTABLISHED && !early)
    return "digits cannot be sent before the call is up";
  if (is_held (priv))
    return "digits cannot be sent while the call is on hold";

  return NULL;
}

static gboolean
check_digits (const char  *digits,
              GError     **error)
{
  const char *wrong = digits + strspn (digits, KEYS "abcd" PAUSES);

  if (digits[0] != '\0' && *wrong == '\0')
    return TRUE;
  if (*wrong != '\0' && strchr ("wW;", *wrong) != NULL)
    g_set_error (error, UA_ERROR, UA_ERROR_DIGITS,
                 "\"%s\" waits for a person; send what comes before and after by itself", digits);
  else
    g_set_error (error, UA_ERROR, UA_ERROR_DIGITS, "\"%s\" are not keys of a telephone", digits);

  return FALSE;
}

/**
 * ua_session_send_digits:
 * @self: the session, established; or ringing, where sound flows early
 * @digits: 0-9 * # A-D, and ',' or 'p' for a pause of two seconds
 * @error: %UA_ERROR_WRONG_STATE before there is a way or while on hold, %UA_ERROR_DIGITS for what is no key, or
 *   what the handler says
 *
 * Sends digits, along the sound where that was agreed on (RFC 4733) and by INFO otherwise, after those sent before.
 *
 * Returns: %TRUE when they are queued; [signal@UaSession::digits-failed] may follow
 */
gboolean
ua_session_send_digits (UaSession   *self,
                        const char  *digits,
                        GError     **error)
{
  g_return_val_if_fail (UA_IS_SESSION (self) && digits != NULL, FALSE);

  UaSessionPrivate *priv = ua_session_get_private (self);
  const char *obstacle = find_obstacle (priv);

  if (obstacle != NULL)
    {
      g_set_error_literal (error, UA_ERROR, UA_ERROR_WRONG_STATE, obstacle);
      return FALSE;
    }
  if (!check_digits (digits, error))
    return FALSE;

  UaSessionDigits *state = get_digits (self);
  gboolean first = state->waiting->len == 0 && state->info == NULL && state->timer == 0;

  if (first && ua_description_handler_can_send_dtmf (priv->handler))
    return send_along_the_sound (self, digits, error);

  g_string_append (state->waiting, digits);
  pursue (self);
  return TRUE;
}
