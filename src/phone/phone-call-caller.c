/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who is at the other end, and how far that is to be believed. An INVITE tells much and proves nothing; only what our own
 * server asserts is more than a claim, and only as far as the person trusts the server (RFC 3325 §5). */

#include "config.h"

#include "phone-call-private.h"

#include <glib/gi18n-lib.h>

#include "phone-address.h"
#include "phone-names.h"
#include "phone-spelling.h"
#include "phone-text.h"
#include "phone-video-private.h"
#include "ua-caller.h"

/* How somebody whom nobody knows is shown. */
static char *
dup_name (SipAddress *who,
          const char *spelled)
{
  const char *said = sip_address_get_display_name (who);
  g_autofree char *name = phone_text_clean_line (said != NULL ? said : "");
  g_autofree char *address = phone_address_for_people (sip_address_get_uri (who));

  return phone_text_clean_line (phone_spelling_choose (name, address, spelled));
}

static char *
dup_diverter (UaDiversion *diversion)
{
  /* Translators: stands in "Forwarded by %s", for somebody who does not want to be shown. */
  return ua_diversion_is_private (diversion) ? g_strdup (_("somebody unnamed")) : dup_name (diversion->who, NULL);
}

void
phone_call_read_caller (PhoneCall    *self,
                        UaInvitation *invitation)
{
  UaCaller *caller = ua_invitation_get_caller (invitation);
  g_autofree char *offer = ua_invitation_dup_offer (invitation);
  GPtrArray *diversions = ua_caller_get_diversions (caller);
  gboolean trusted = phone_policy_trusts_identity (phone_account_get_policy (self->account));

  self->anonymous = ua_caller_is_anonymous (caller);
  self->asserted = trusted && ua_caller_is_asserted (caller);
  if (self->asserted)
    self->identity = sip_address_ref (ua_caller_get_identity (caller));
  if (diversions->len > 0)
    self->diverted_by = dup_diverter (g_ptr_array_index (diversions, 0));
  self->first_remote = sip_address_ref (ua_session_get_remote (UA_SESSION (invitation)));
  if (offer != NULL)
    phone_video_expect (self->video, offer);
}

gboolean
phone_call_is_sent_by (PhoneCall *self,
                       PhoneCall *old)
{
  SipAddress *by = ua_invitation_get_referred_by (UA_INVITATION (self->session));
  SipAddress *sender = by != NULL ? by : phone_call_get_who (self);
  g_autofree char *key = phone_address_to_key (sip_address_get_uri (sender));
  g_autofree char *old_key = phone_address_to_key (sip_address_get_uri (phone_call_get_who (old)));

  return g_strcmp0 (key, old_key) == 0;
}

/* Who it is: as asserted when the call came, until the far end is somebody else (RFC 4916). */
SipAddress *
phone_call_get_who (PhoneCall *self)
{
  SipAddress *remote = ua_session_get_remote (self->session);

  return self->identity != NULL && remote == self->first_remote ? self->identity : remote;
}

char *
phone_call_dup_name (PhoneCall *self)
{
  if (self->anonymous && ua_session_get_remote (self->session) == self->first_remote)
    return g_strdup (_("Anonymous"));
  return self->known_name != NULL ? g_strdup (self->known_name)
                                  : dup_name (phone_call_get_who (self), self->spelled);
}

void
phone_call_set_known_name (PhoneCall  *self,
                           const char *name,
                           const char *spelled)
{
  g_autofree char *shown = NULL;

  g_set_str (&self->known_name, name);
  g_set_str (&self->spelled, spelled);
  shown = phone_call_dup_name (self);
  if (g_set_str (&self->remote_name, shown))
    g_object_notify (G_OBJECT (self), "remote-name");
}

/**
 * phone_call_is_asserted:
 * @self: a call
 *
 * Whether the account's own server vouches for who calls.
 *
 * Returns: %TRUE when it does, and is believed
 */
gboolean
phone_call_is_asserted (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);

  return self->asserted;
}

/**
 * phone_call_is_anonymous:
 * @self: a call
 *
 * Whether who calls wishes to stay unnamed.
 *
 * Returns: %TRUE when they do
 */
gboolean
phone_call_is_anonymous (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);

  return self->anonymous;
}

/**
 * phone_call_get_diverted_by:
 * @self: a call
 *
 * Who was called first and sent the call on to us.
 *
 * Returns: (transfer none) (nullable): a name or an address; %NULL: nobody
 */
const char *
phone_call_get_diverted_by (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  return self->diverted_by;
}

/**
 * phone_call_dup_diversion_text:
 * @self: a call
 *
 * Who sent the call on to us, in a sentence.
 *
 * Returns: (transfer full) (nullable): “Forwarded by Reception”; %NULL: nobody did
 */
char *
phone_call_dup_diversion_text (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), NULL);

  /* Translators: %s is a person or a place, e.g. Reception. */
  return self->diverted_by != NULL ? g_strdup_printf (_("Forwarded by %s"), self->diverted_by) : NULL;
}

/**
 * phone_call_answers_itself:
 * @self: a call
 *
 * Whether the call is, or was, answered without the person: they must be able to see it.
 *
 * Returns: %TRUE when it is
 */
gboolean
phone_call_answers_itself (PhoneCall *self)
{
  g_return_val_if_fail (PHONE_IS_CALL (self), FALSE);

  return self->answers_itself;
}
