/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Half a dozen headers say who calls, for whom, and how they would like to be received. They are read in one place, with
 * limits, so that nobody further up has to know which of them may be believed and which is a mere wish.
 */

#include "ua-caller.h"

#include "sip-message.h"

#include <string.h>

#define MAX_URI_OCTETS 2048

struct _UaCaller
{
  SipAddress  *identity;
  GPtrArray   *diversions;
  char        *alert;
  char        *icon;
  UaAnswerMode mode;
  guint        answer_after_s;
  gboolean     asserted;
  gboolean     anonymous;
};

G_DEFINE_BOXED_TYPE (UaCaller, ua_caller, ua_caller_ref, ua_caller_unref)

/* RFC 3325 §9.1: at most one sip(s) and one tel; the first that can be read and called is taken. */
static SipAddress *
find_asserted (SipMessage *request)
{
  guint n_values = MIN (sip_message_count_header (request, SIP_HEADER_P_ASSERTED_IDENTITY), 2);

  for (guint i = 0; i < n_values; i++)
    {
      SipAddress *asserted = sip_message_get_address (request, SIP_HEADER_P_ASSERTED_IDENTITY, i);

      if (asserted != NULL && sip_uri_get_scheme (sip_address_get_uri (asserted)) != SIP_URI_SCHEME_OTHER)
        return asserted;
    }
  return NULL;
}

/* RFC 3323 §4.1.1.3: "anonymous@anonymous.invalid"; in the field the host is often the provider's own. */
static gboolean
is_nobody (SipAddress *from)
{
  SipUri *uri = sip_address_get_uri (from);
  const char *user = sip_uri_get_user (uri);
  const char *host = sip_uri_get_host (uri);

  return (user != NULL && g_ascii_strcasecmp (user, "anonymous") == 0)
         || (host != NULL && g_ascii_strcasecmp (host, "anonymous.invalid") == 0);
}

/* RFC 3323 §4.2, RFC 3325 §9.3: words with semicolons between; "none" overrules. */
static gboolean
wants_privacy (SipMessage *request)
{
  const char *value = sip_message_get_header (request, SIP_HEADER_PRIVACY);
  g_auto (GStrv) words = g_strsplit (value != NULL ? value : "", ";", 8);
  gboolean wanted = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);

      if (g_ascii_strcasecmp (word, "none") == 0)
        return FALSE;
      wanted |= g_ascii_strcasecmp (word, "id") == 0 || g_ascii_strcasecmp (word, "user") == 0;
    }
  return wanted;
}

static void
read_identity (UaCaller   *self,
               SipMessage *request,
               gboolean    trusted)
{
  SipAddress *from = sip_message_get_from (request);
  SipAddress *asserted = trusted ? find_asserted (request) : NULL;

  self->asserted = asserted != NULL;
  self->identity = sip_address_ref (asserted != NULL ? asserted : from);
  self->anonymous = is_nobody (from) || wants_privacy (request);
}

static char *
dup_uri (SipAddress *address)
{
  g_autofree char *text = sip_uri_to_string (sip_address_get_uri (address));

  return strlen (text) <= MAX_URI_OCTETS ? g_steal_pointer (&text) : NULL;
}

static void
want_auto (UaCaller     *self,
           UaAnswerMode  mode)
{
  self->mode = MAX (self->mode, mode);
}

static gboolean
take_delay (UaCaller   *self,
            const char *seconds)
{
  guint64 after = 0;

  if (seconds == NULL || !g_ascii_string_to_unsigned (seconds, 10, 0, G_MAXUINT32, &after, NULL))
    return FALSE;
  self->answer_after_s = (guint) MIN (after, UA_CALLER_MAX_ANSWER_AFTER_S);
  return TRUE;
}

/* "answer-after=0" stands after the angle brackets, and with some exchanges inside of them. */
static const char *
find_param (SipAddress *address,
            const char *name)
{
  const char *value = sip_address_get_param (address, name);

  return value != NULL ? value : sip_uri_get_param (sip_address_get_uri (address), name);
}

/* RFC 3261 §20.9; "answer-after" as Broadsoft, snom and Asterisk write it. */
static void
read_call_info (UaCaller   *self,
                SipMessage *request)
{
  guint n_values = MIN (sip_message_count_header (request, SIP_HEADER_CALL_INFO), UA_DIVERSION_MAX);

  for (guint i = 0; i < n_values; i++)
    {
      SipAddress *info = sip_message_get_address (request, SIP_HEADER_CALL_INFO, i);
      const char *purpose = info != NULL ? sip_address_get_param (info, "purpose") : NULL;

      if (info == NULL)
        continue;
      if (take_delay (self, find_param (info, "answer-after")))
        want_auto (self, UA_ANSWER_MODE_AUTO);
      if (self->icon == NULL && g_strcmp0 (purpose, "icon") == 0)
        self->icon = dup_uri (info);
    }
}

static gboolean
asks_for_auto_answer (const char *info)
{
  g_autofree char *word = info != NULL ? g_ascii_strdown (info, -1) : NULL;

  return word != NULL
         && (g_str_equal (word, "alert-autoanswer") || g_str_equal (word, "auto-answer")
             || g_str_equal (word, "auto answer") || g_str_equal (word, "intercom"));
}

/* RFC 3261 §20.4, RFC 7462; "info=alert-autoanswer" as Polycom and Grandstream know it. */
static void
read_alert_info (UaCaller   *self,
                 SipMessage *request)
{
  guint n_values = MIN (sip_message_count_header (request, SIP_HEADER_ALERT_INFO), UA_DIVERSION_MAX);

  for (guint i = 0; i < n_values; i++)
    {
      SipAddress *alert = sip_message_get_address (request, SIP_HEADER_ALERT_INFO, i);

      if (alert == NULL)
        continue;
      if (asks_for_auto_answer (sip_address_get_param (alert, "info")))
        {
          want_auto (self, UA_ANSWER_MODE_AUTO);
          take_delay (self, sip_address_get_param (alert, "delay"));
        }
      if (self->alert == NULL)
        self->alert = dup_uri (alert);
    }
}

/* RFC 5373 §4: "Auto", "Manual", and ";require". */
static void
read_answer_mode (UaCaller   *self,
                  SipMessage *request,
                  SipHeader   header)
{
  const char *value = sip_message_get_header (request, header);
  g_auto (GStrv) parts = g_strsplit (value != NULL ? value : "", ";", 8);
  gboolean required = FALSE;

  if (parts[0] == NULL || g_ascii_strcasecmp (g_strstrip (parts[0]), "auto") != 0)
    return;
  for (guint i = 1; parts[i] != NULL; i++)
    required |= g_ascii_strcasecmp (g_strstrip (parts[i]), "require") == 0;
  want_auto (self, required ? UA_ANSWER_MODE_AUTO_REQUIRED : UA_ANSWER_MODE_AUTO);
}

/**
 * ua_caller_new:
 * @request: an INVITE or UPDATE with a readable From
 * @trusted: whether P-Asserted-Identity is our own server's word (RFC 3325 §5)
 *
 * Reads who calls. Remote-Party-ID is not read: nothing says who may write it.
 *
 * Returns: (transfer full): what is told
 */
UaCaller *
ua_caller_new (SipMessage *request,
               gboolean    trusted)
{
  g_return_val_if_fail (request != NULL && sip_message_get_from (request) != NULL, NULL);

  UaCaller *self = g_atomic_rc_box_new0 (UaCaller);

  read_identity (self, request, trusted);
  self->diversions = ua_diversion_list (request);
  read_call_info (self, request);
  read_alert_info (self, request);
  read_answer_mode (self, request, SIP_HEADER_ANSWER_MODE);
  read_answer_mode (self, request, SIP_HEADER_PRIV_ANSWER_MODE);
  return self;
}

/**
 * ua_caller_ref:
 * @self: the caller
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaCaller *
ua_caller_ref (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_caller (gpointer data)
{
  UaCaller *self = data;

  sip_address_unref (self->identity);
  g_ptr_array_unref (self->diversions);
  g_free (self->alert);
  g_free (self->icon);
}

/**
 * ua_caller_unref:
 * @self: (transfer full): the caller
 *
 * Lets a reference go.
 */
void
ua_caller_unref (UaCaller *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_caller);
}

/**
 * ua_caller_get_identity:
 * @self: the caller
 *
 * Tells who it is: whom our server asserts when it is trusted, else who From says (RFC 3325 §8).
 *
 * Returns: (transfer none): the address
 */
SipAddress *
ua_caller_get_identity (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->identity;
}

/**
 * ua_caller_is_asserted:
 * @self: the caller
 *
 * Tells whether our own server vouches for the identity.
 *
 * Returns: %TRUE when it was asserted by a server whose word we take
 */
gboolean
ua_caller_is_asserted (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->asserted;
}

/**
 * ua_caller_is_anonymous:
 * @self: the caller
 *
 * Tells whether the caller wishes to stay unnamed (RFC 3323 §4.1), also where our server told us who it is.
 *
 * Returns: %TRUE when the identity should not be shown
 */
gboolean
ua_caller_is_anonymous (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->anonymous;
}

/**
 * ua_caller_get_diversions:
 * @self: the caller
 *
 * Tells who was called before us (RFC 5806, RFC 7044).
 *
 * Returns: (transfer none) (element-type UaDiversion): the last who sent the call on first; perhaps empty
 */
GPtrArray *
ua_caller_get_diversions (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->diversions;
}

/**
 * ua_caller_get_alert:
 * @self: the caller
 *
 * Tells how the call would like to sound (RFC 3261 §20.4, RFC 7462). It is a name to choose by; nothing is fetched.
 *
 * Returns: (transfer none) (nullable): a URI or URN
 */
const char *
ua_caller_get_alert (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->alert;
}

/**
 * ua_caller_get_icon:
 * @self: the caller
 *
 * Tells where a picture of the caller is said to be (RFC 3261 §20.9).
 *
 * Returns: (transfer none) (nullable): a URI, as the far end wrote it
 */
const char *
ua_caller_get_icon (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->icon;
}

/**
 * ua_caller_get_answer_mode:
 * @self: the caller
 *
 * Tells whether the call asks to be answered by itself. It is a wish; who may have it is a person's to say (TRUST 3.10).
 *
 * Returns: the mode
 */
UaAnswerMode
ua_caller_get_answer_mode (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, UA_ANSWER_MODE_MANUAL);

  return self->mode;
}

/**
 * ua_caller_get_answer_after_s:
 * @self: the caller
 *
 * Tells when it would like to be answered by itself.
 *
 * Returns: seconds, at most %UA_CALLER_MAX_ANSWER_AFTER_S; 0: at once
 */
guint
ua_caller_get_answer_after_s (UaCaller *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->answer_after_s;
}
