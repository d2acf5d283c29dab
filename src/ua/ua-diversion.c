/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A person who picks up wants to know on whose behalf they are called. Two headers tell it: Diversion (RFC 5806), as most
 * exchanges write it, and History-Info (RFC 7044), whose tree has to be read for those who sent the call on.
 */

#include "ua-diversion.h"

#include "sip-message.h"

#include <string.h>

static const char *const reason_names[] = {
  [UA_DIVERSION_REASON_UNKNOWN] = "unknown",
  [UA_DIVERSION_REASON_USER_BUSY] = "user-busy",
  [UA_DIVERSION_REASON_NO_ANSWER] = "no-answer",
  [UA_DIVERSION_REASON_UNAVAILABLE] = "unavailable",
  [UA_DIVERSION_REASON_UNCONDITIONAL] = "unconditional",
  [UA_DIVERSION_REASON_TIME_OF_DAY] = "time-of-day",
  [UA_DIVERSION_REASON_DO_NOT_DISTURB] = "do-not-disturb",
  [UA_DIVERSION_REASON_DEFLECTION] = "deflection",
  [UA_DIVERSION_REASON_FOLLOW_ME] = "follow-me",
  [UA_DIVERSION_REASON_OUT_OF_SERVICE] = "out-of-service",
  [UA_DIVERSION_REASON_AWAY] = "away",
};

/**
 * ua_diversion_reason_name:
 * @reason: a reason
 *
 * Names it as Diversion does (RFC 5806 §9).
 *
 * Returns: (transfer none): the word
 */
const char *
ua_diversion_reason_name (UaDiversionReason reason)
{
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (reason_names), NULL);

  return reason_names[reason];
}

/**
 * ua_diversion_new:
 * @who: who sent the call on
 * @reason: why
 *
 * Makes a diversion.
 *
 * Returns: (transfer full): the diversion
 */
UaDiversion *
ua_diversion_new (SipAddress        *who,
                  UaDiversionReason  reason)
{
  g_return_val_if_fail (who != NULL && (guint) reason < G_N_ELEMENTS (reason_names), NULL);

  UaDiversion *self = g_atomic_rc_box_new0 (UaDiversion);

  self->who = sip_address_ref (who);
  self->reason = reason;
  return self;
}

/**
 * ua_diversion_ref:
 * @self: the diversion
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
UaDiversion *
ua_diversion_ref (UaDiversion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_diversion (gpointer data)
{
  UaDiversion *self = data;

  sip_address_unref (self->who);
}

/**
 * ua_diversion_unref:
 * @self: (transfer full): the diversion
 *
 * Lets a reference go.
 */
void
ua_diversion_unref (UaDiversion *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_diversion);
}

/* "full", "name", "uri" or "off" (RFC 5806 §4); %NULL: nothing, or no word of these. */
static const char *
get_privacy (UaDiversion *self)
{
  static const char *const words[] = { "full", "name", "uri", "off", NULL };
  const char *said = sip_address_get_param (self->who, "privacy");

  for (guint i = 0; said != NULL && words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (said, words[i]) == 0)
        return words[i];
    }
  return NULL;
}

/**
 * ua_diversion_is_private:
 * @self: the diversion
 *
 * Tells whether who sent the call on asked that nobody is shown who that was (RFC 5806 §6.3).
 *
 * Returns: %TRUE when it is not to be shown
 */
gboolean
ua_diversion_is_private (UaDiversion *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  const char *privacy = get_privacy (self);

  return privacy != NULL && !g_str_equal (privacy, "off");
}

/* How often it was sent on there (RFC 5806 §4); 0: it is not said. */
static guint
get_counter (UaDiversion *self)
{
  const char *said = sip_address_get_param (self->who, "counter");
  guint64 counter;

  return said != NULL && g_ascii_string_to_unsigned (said, 10, 1, 99, &counter, NULL) ? (guint) counter : 0;
}

/**
 * ua_diversion_to_address:
 * @self: the diversion
 *
 * Writes it as a value of Diversion (RFC 5806 §4), with the wish for privacy and the count it came with.
 *
 * Returns: (transfer full): the address with its reason
 */
SipAddress *
ua_diversion_to_address (UaDiversion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (SipAddress) bare = sip_address_new (NULL, sip_address_get_uri (self->who));
  g_autoptr (SipAddress) value = sip_address_with_param (bare, "reason", reason_names[self->reason]);
  const char *privacy = get_privacy (self);
  guint counter = get_counter (self);

  if (privacy != NULL)
    {
      g_autoptr (SipAddress) plain = g_steal_pointer (&value);

      value = sip_address_with_param (plain, "privacy", privacy);
    }
  if (counter > 0)
    {
      g_autoptr (SipAddress) plain = g_steal_pointer (&value);
      g_autofree char *digits = g_strdup_printf ("%u", counter);

      value = sip_address_with_param (plain, "counter", digits);
    }
  return g_steal_pointer (&value);
}

static UaDiversionReason
read_reason (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (reason_names); i++)
    {
      if (g_ascii_strcasecmp (name, reason_names[i]) == 0)
        return i;
    }
  return UA_DIVERSION_REASON_UNKNOWN;
}

/* RFC 4458 §2, table of §9.2 in RFC 7544: a status as a reason. */
static UaDiversionReason
reason_of_cause (guint64 cause)
{
  static const struct
  {
    guint             cause;
    UaDiversionReason reason;
  } known[] = {
    { 302, UA_DIVERSION_REASON_UNCONDITIONAL }, { 404, UA_DIVERSION_REASON_UNAVAILABLE },
    { 408, UA_DIVERSION_REASON_NO_ANSWER },     { 480, UA_DIVERSION_REASON_DEFLECTION },
    { 486, UA_DIVERSION_REASON_USER_BUSY },     { 487, UA_DIVERSION_REASON_DEFLECTION },
    { 503, UA_DIVERSION_REASON_UNAVAILABLE },   { 600, UA_DIVERSION_REASON_USER_BUSY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (known[i].cause == cause)
        return known[i].reason;
    }
  return UA_DIVERSION_REASON_UNKNOWN;
}

static void
add (GPtrArray         *list,
     SipAddress        *who,
     UaDiversionReason  reason)
{
  if (list->len < UA_DIVERSION_MAX)
    g_ptr_array_add (list, ua_diversion_new (who, reason));
}

/* RFC 5806 §5: each that sends a call on writes itself on top. */
static void
read_diversion (GPtrArray  *list,
                SipMessage *request)
{
  guint n_values = MIN (sip_message_count_header (request, SIP_HEADER_DIVERSION), UA_DIVERSION_MAX);

  for (guint i = 0; i < n_values; i++)
    {
      SipAddress *who = sip_message_get_address (request, SIP_HEADER_DIVERSION, i);

      if (who != NULL)
        add (list, who, read_reason (sip_address_get_param (who, "reason")));
    }
}

static SipAddress *
find_entry (SipMessage *request,
            guint       n_values,
            const char *index)
{
  for (guint i = 0; i < n_values; i++)
    {
      SipAddress *entry = sip_message_get_address (request, SIP_HEADER_HISTORY_INFO, i);

      if (entry != NULL && g_strcmp0 (sip_address_get_param (entry, "index"), index) == 0)
        return entry;
    }
  return NULL;
}

/* The entry that became @nth: named by "mp" (RFC 7044 §5), or, as RFC 4244 had it, the one before when there is a cause. */
static SipAddress *
find_diverter (SipMessage *request,
               guint       n_values,
               guint       nth)
{
  SipAddress *entry = sip_message_get_address (request, SIP_HEADER_HISTORY_INFO, nth);
  const char *mapped = entry != NULL ? sip_address_get_param (entry, "mp") : NULL;
  const char *rerouted = entry != NULL ? sip_address_get_param (entry, "rc") : NULL;

  if (mapped != NULL)
    return find_entry (request, n_values, mapped);
  if (entry == NULL || nth == 0 || sip_uri_get_param (sip_address_get_uri (entry), "cause") == NULL)
    return NULL;
  if (rerouted != NULL)
    return find_entry (request, n_values, rerouted);
  return sip_message_get_address (request, SIP_HEADER_HISTORY_INFO, nth - 1);
}

/* "Reason=SIP%3Bcause%3D486" among the headers of the URI: what the one that was left had said (RFC 7044 §5). */
static UaDiversionReason
read_embedded_reason (SipUri *left)
{
  const char *headers = sip_uri_get_headers (left);
  g_autofree char *plain = headers != NULL ? g_uri_unescape_string (headers, NULL) : NULL;
  g_autofree char *lower = plain != NULL ? g_ascii_strdown (plain, -1) : NULL;
  const char *reason = lower != NULL ? strstr (lower, "reason=") : NULL;
  const char *cause = reason != NULL ? strstr (reason, "cause=") : NULL;

  return cause != NULL ? reason_of_cause (g_ascii_strtoull (cause + strlen ("cause="), NULL, 10))
                       : UA_DIVERSION_REASON_UNKNOWN;
}

static void
read_history (GPtrArray  *list,
              SipMessage *request)
{
  guint n_values = MIN (sip_message_count_header (request, SIP_HEADER_HISTORY_INFO), UA_DIVERSION_MAX);

  for (guint i = n_values; i > 0; i--)
    {
      SipAddress *who = find_diverter (request, n_values, i - 1);
      SipAddress *entry = sip_message_get_address (request, SIP_HEADER_HISTORY_INFO, i - 1);

      if (who == NULL || who == entry)
        continue;

      const char *cause = sip_uri_get_param (sip_address_get_uri (entry), "cause");

      add (list, who,
           cause != NULL ? reason_of_cause (g_ascii_strtoull (cause, NULL, 10))
                         : read_embedded_reason (sip_address_get_uri (who)));
    }
}

/**
 * ua_diversion_list:
 * @request: an INVITE
 *
 * Tells who was called before us: by Diversion (RFC 5806), and without one by History-Info (RFC 7044), for where both are
 * they tell the same story twice. At most %UA_DIVERSION_MAX.
 *
 * Returns: (transfer container) (element-type UaDiversion): the last who sent it on first
 */
GPtrArray *
ua_diversion_list (SipMessage *request)
{
  g_return_val_if_fail (request != NULL, NULL);

  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ua_diversion_unref);

  read_diversion (list, request);
  if (list->len == 0)
    read_history (list, request);
  return list;
}
