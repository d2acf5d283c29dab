/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Errors to sentences. Below this file an error is a domain, a code and a message for developers; above it
 * there are only words that somebody who wants to talk to a friend understands, and at most one thing to do.
 * This is one table on purpose: who translates or improves the wording finds all of it here.
 */

#include "phone-words.h"

#include "config.h"

#include "dav-error.h"
#include "media-error.h"
#include "phone-provision.h"
#include "phone-vcard.h"
#include "phone.h"
#include "sip-status.h"
#include "store-error.h"
#include "transport.h"
#include "ua-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GQuark    (*domain) (void);
  int         code;
  const char *sentence;
  const char *action; /* NULL: nothing useful to do */
} Words;

#define TRY_AGAIN N_("Try Again")
#define EDIT_ACCOUNT N_("Edit Account")
#define CALL_AGAIN N_("Call Again")

static const Words table[] = {
  { transport_error_quark, TRANSPORT_ERROR_NOT_CONNECTED, N_("There is no connection to the server."), TRY_AGAIN },
  { transport_error_quark, TRANSPORT_ERROR_STATE_CHANGED, N_("The connection was closed."), TRY_AGAIN },
  { transport_error_quark, TRANSPORT_ERROR_TIMEOUT, N_("The server does not answer."), TRY_AGAIN },
  { transport_error_quark, TRANSPORT_ERROR_REFUSED, N_("The server refuses the connection."), EDIT_ACCOUNT },
  { transport_error_quark, TRANSPORT_ERROR_RESOLVE, N_("The server cannot be found. Check its name and your network."), EDIT_ACCOUNT },
  { transport_error_quark, TRANSPORT_ERROR_CERTIFICATE, N_("The server could not prove who it is, so nothing was sent to it."), EDIT_ACCOUNT },
  { transport_error_quark, TRANSPORT_ERROR_PROTOCOL, N_("The server answers, but it is not a telephone server."), EDIT_ACCOUNT },
  { transport_error_quark, TRANSPORT_ERROR_LOST, N_("The connection to the server was lost."), TRY_AGAIN },
  { transport_error_quark, TRANSPORT_ERROR_KEEP_ALIVE, N_("The connection to the server went silent."), TRY_AGAIN },
  { transport_error_quark, TRANSPORT_ERROR_TOO_LARGE, N_("This is too large to be sent."), NULL },
  { transport_error_quark, TRANSPORT_ERROR_BAD_URL, N_("The address of the server is not right."), EDIT_ACCOUNT },
  { transport_error_quark, TRANSPORT_ERROR_FORBIDDEN, N_("The server does not allow this connection."), EDIT_ACCOUNT },
  { transport_error_quark, TRANSPORT_ERROR_BUSY, N_("The server is busy or being restarted."), TRY_AGAIN },

  { ua_error_quark, UA_ERROR_INVALID_TARGET, N_("This address cannot be called."), NULL },
  { ua_error_quark, UA_ERROR_CONNECTION, N_("There is no connection to the server."), TRY_AGAIN },
  { ua_error_quark, UA_ERROR_REQUEST_TIMEOUT, N_("The server did not answer in time."), TRY_AGAIN },
  { ua_error_quark, UA_ERROR_AUTHENTICATION, N_("The user name or the password is not right."), EDIT_ACCOUNT },
  { ua_error_quark, UA_ERROR_CANCELED, N_("The call was called off."), NULL },
  { ua_error_quark, UA_ERROR_NO_ANSWER, N_("Nobody answered."), CALL_AGAIN },
  { ua_error_quark, UA_ERROR_NO_ACK, N_("The other side never got our answer. The connection between you may be blocked."), CALL_AGAIN },
  { ua_error_quark, UA_ERROR_NO_PRACK, N_("The caller never got our first answer. The connection between you may be blocked."), NULL },
  { ua_error_quark, UA_ERROR_BAD_DESCRIPTION, N_("The other side’s phone and this one found no common way to talk."), NULL },
  { ua_error_quark, UA_ERROR_MEDIA, N_("The sound could not be started."), TRY_AGAIN },
  { ua_error_quark, UA_ERROR_DIGITS, N_("Only digits, *, # and pauses can be sent."), NULL },
  { ua_error_quark, UA_ERROR_WRONG_STATE, N_("That is not possible at this moment."), NULL },
  { ua_error_quark, UA_ERROR_DIALOG, N_("The other side does not know of this call any more."), CALL_AGAIN },
  { ua_error_quark, UA_ERROR_STOPPED, N_("The account went offline."), TRY_AGAIN },
  { ua_error_quark, UA_ERROR_EXPIRED, N_("The other side was not heard of any more."), CALL_AGAIN },
  { ua_error_quark, UA_ERROR_MEDIA_DENIED, N_("The microphone or the speaker could not be used."), TRY_AGAIN },
  { ua_error_quark, UA_ERROR_MEDIA_UNSUPPORTED, N_("A part of the sound system is not installed."), NULL },
  { ua_error_quark, UA_ERROR_MEDIA_SILENT, N_("No sound can get through between you and the other side."), CALL_AGAIN },

  { sip_status_error_quark, SIP_STATUS_FORBIDDEN, N_("The server does not allow this."), NULL },
  { sip_status_error_quark, SIP_STATUS_NOT_FOUND, N_("There is nobody with this address."), NULL },
  { sip_status_error_quark, SIP_STATUS_REQUEST_TIMEOUT, N_("Nobody answered."), CALL_AGAIN },
  { sip_status_error_quark, 410, N_("This address is not in use any more."), NULL },
  { sip_status_error_quark, SIP_STATUS_UNSUPPORTED_MEDIA_TYPE, N_("The other side cannot read this kind of message."), NULL },
  { sip_status_error_quark, SIP_STATUS_TEMPORARILY_UNAVAILABLE, N_("They cannot be reached at the moment."), CALL_AGAIN },
  { sip_status_error_quark, 433, N_("They take no calls from people who do not say who they are."), NULL },
  { sip_status_error_quark, 481, N_("The other side does not know of this call any more."), CALL_AGAIN },
  { sip_status_error_quark, 484, N_("The address or number is not complete."), NULL },
  { sip_status_error_quark, SIP_STATUS_BUSY_HERE, N_("They are busy."), CALL_AGAIN },
  { sip_status_error_quark, SIP_STATUS_REQUEST_TERMINATED, N_("The call was called off."), NULL },
  { sip_status_error_quark, SIP_STATUS_NOT_ACCEPTABLE, N_("The other side’s phone and this one found no common way to talk."), NULL },
  { sip_status_error_quark, SIP_STATUS_NOT_ACCEPTABLE_HERE, N_("The other side’s phone and this one found no common way to talk."), NULL },
  { sip_status_error_quark, SIP_STATUS_SERVICE_UNAVAILABLE, N_("The server cannot do this at the moment."), TRY_AGAIN },
  { sip_status_error_quark, SIP_STATUS_BUSY_EVERYWHERE, N_("They are busy."), CALL_AGAIN },
  { sip_status_error_quark, SIP_STATUS_DECLINE, N_("They declined the call."), NULL },
  { sip_status_error_quark, 604, N_("There is nobody with this address."), NULL },
  { sip_status_error_quark, 606, N_("The other side’s phone and this one found no common way to talk."), NULL },

  { media_error_quark, MEDIA_ERROR_MISSING, N_("A part of the sound system is not installed."), NULL },
  { media_error_quark, MEDIA_ERROR_DESCRIPTION, N_("The other side’s phone said something that makes no sense."), NULL },
  { media_error_quark, MEDIA_ERROR_INCOMPATIBLE, N_("The other side’s phone and this one found no common way to talk."), NULL },
  { media_error_quark, MEDIA_ERROR_DEVICE, N_("The microphone or the speaker could not be used."), TRY_AGAIN },
  { media_error_quark, MEDIA_ERROR_CONNECTIVITY, N_("No sound can get through between you and the other side."), CALL_AGAIN },
  { media_error_quark, MEDIA_ERROR_SECURITY, N_("The call could not be made private, so it was ended."), CALL_AGAIN },
  { media_error_quark, MEDIA_ERROR_NO_TONES, N_("The other side takes no key presses."), NULL },
  { media_error_quark, MEDIA_ERROR_PIPELINE, N_("The sound broke off."), CALL_AGAIN },
  { media_error_quark, MEDIA_ERROR_FILE, N_("The file could not be written."), NULL },
  { media_error_quark, MEDIA_ERROR_FILE_FULL, N_("There is no room left for the recording. What was recorded so far is kept."), NULL },

  { store_error_quark, STORE_ERROR_FAILED, N_("Calls and messages cannot be kept: the disk refuses."), NULL },
  { store_error_quark, STORE_ERROR_FULL, N_("Calls and messages cannot be kept: the disk is full."), NULL },
  { store_error_quark, STORE_ERROR_READ_ONLY, N_("Calls and messages cannot be kept: the folder may not be written to."), NULL },
  { store_error_quark, STORE_ERROR_BUSY, N_("Calls and messages cannot be kept at the moment: another program is using them."), NULL },
  { store_error_quark, STORE_ERROR_IN_USE, N_("Calls and messages are in use by another Earshot, so this one keeps none."), NULL },
  { store_error_quark, STORE_ERROR_FROM_FUTURE, N_("Calls and messages were kept by a newer Earshot and are left alone."), NULL },
  { store_error_quark, STORE_ERROR_CORRUPT, N_("The history was damaged. It was put aside, and a new one begun."), NULL },
  { store_error_quark, STORE_ERROR_BAD_RECORD, N_("This cannot be kept."), NULL },
  { store_error_quark, STORE_ERROR_BACKLOG, N_("Calls and messages cannot be kept: too much is waiting already."), NULL },
  { store_error_quark, STORE_ERROR_CLOSED, N_("Calls and messages cannot be kept any more."), NULL },
  { store_error_quark, STORE_ERROR_NO_SECRETS, N_("The password could not be kept: there is no keyring. It is used until you quit."), NULL },
  { store_error_quark, STORE_ERROR_SECRETS_LOCKED, N_("The password could not be read: the keyring is locked."), TRY_AGAIN },

  { dav_error_quark, DAV_ERROR_UNREACHABLE, N_("The address book cannot be reached."), TRY_AGAIN },
  { dav_error_quark, DAV_ERROR_CERTIFICATE, N_("It is not sure that this is the server of the address book, so nothing was sent to it."), NULL },
  { dav_error_quark, DAV_ERROR_OPEN, N_("The way to the address book is not encrypted: others could read it."), NULL },
  { dav_error_quark, DAV_ERROR_ELSEWHERE, N_("The server sends on to another one, so your password was not sent."), NULL },
  { dav_error_quark, DAV_ERROR_PASSWORD, N_("The address book does not take this user name and password."), NULL },
  { dav_error_quark, DAV_ERROR_NOT_FOUND, N_("The address book is not there any more."), NULL },
  { dav_error_quark, DAV_ERROR_CHANGED, N_("Somebody else is changing the address book at the moment."), TRY_AGAIN },
  { dav_error_quark, DAV_ERROR_FULL, N_("There is no room left in the address book."), NULL },
  { dav_error_quark, DAV_ERROR_BUSY, N_("The address book is busy. It will be tried again later."), NULL },
  { dav_error_quark, DAV_ERROR_REFUSED, N_("The address book did not take a change."), TRY_AGAIN },
  { dav_error_quark, DAV_ERROR_TOO_LARGE, N_("The address book is too large, or a contact in it is."), NULL },
  { dav_error_quark, DAV_ERROR_NONSENSE, N_("This is not the address of an address book."), NULL },
  { dav_error_quark, DAV_ERROR_NO_BOOK, N_("There is a server, and no address book on it."), NULL },

  { phone_file_error_quark, PHONE_FILE_ERROR_UNREACHABLE, N_("The server that has the file cannot be reached."), TRY_AGAIN },
  { phone_file_error_quark, PHONE_FILE_ERROR_UNSURE, N_("It is not sure who has the file, so nothing was fetched."), NULL },
  { phone_file_error_quark, PHONE_FILE_ERROR_GONE, N_("The file is not there any more."), NULL },
  { phone_file_error_quark, PHONE_FILE_ERROR_REFUSED, N_("The server does not give the file away."), NULL },
  { phone_file_error_quark, PHONE_FILE_ERROR_TOO_LARGE, N_("The file is too large to be fetched."), NULL },

  { phone_error_quark, PHONE_ERROR_BAD_ADDRESS, N_("This is not an address. It should look like anna@example.org."), NULL },
  { phone_error_quark, PHONE_ERROR_BAD_SERVER, N_("This is not the address of a server. It should look like sip.example.org."), NULL },
  { phone_error_quark, PHONE_ERROR_NO_ACCOUNT, N_("There is no account to call from yet."), N_("Add an Account") },
  { phone_error_quark, PHONE_ERROR_BAD_TARGET, N_("This address or number cannot be called."), NULL },
  { phone_error_quark, PHONE_ERROR_EXISTS, N_("There is an account with this address already."), NULL },
  { phone_error_quark, PHONE_ERROR_SECRET, N_("The password could not be kept in the keyring. It is used until you quit."), NULL },
  { phone_error_quark, PHONE_ERROR_SOUND, N_("The sound system cannot be used."), NULL },
  { phone_error_quark, PHONE_ERROR_NO_SERVER, N_("No server was found for this address. Whoever gave it to you can tell you the server’s name."), TRY_AGAIN },
  { phone_error_quark, PHONE_ERROR_ONLY_PLAIN, N_("There is a server, but the way to it is not encrypted: others could listen."), N_("Use It Anyway") },
  { phone_error_quark, PHONE_ERROR_FOREIGN_SERVER, N_("This server does not belong to your address, so your password is not sent to it."), NULL },
  { phone_error_quark, PHONE_ERROR_TOO_MANY, N_("Too many people are watched already."), NULL },
  { phone_provision_error_quark, PHONE_PROVISION_ERROR_NOT_ACCOUNTS, N_("There is no account in this."), NULL },
  { phone_provision_error_quark, PHONE_PROVISION_ERROR_INSECURE, N_("This link is not secure: anybody on the way could read the password. Ask for one that begins with https."), NULL },
  { phone_vcard_error_quark, PHONE_VCARD_ERROR_NOT_CARDS, N_("This file holds no contacts."), NULL },
  { phone_vcard_error_quark, PHONE_VCARD_ERROR_LINE, N_("A line makes no sense."), NULL },
  { phone_vcard_error_quark, PHONE_VCARD_ERROR_LETTERS, N_("The letters are in no known encoding."), NULL },
  { phone_vcard_error_quark, PHONE_VCARD_ERROR_VERSION, N_("The contact is of a version that is not known."), NULL },
  { phone_vcard_error_quark, PHONE_VCARD_ERROR_TOO_LARGE, N_("The contact is too large."), NULL },
  { phone_vcard_error_quark, PHONE_VCARD_ERROR_NO_END, N_("The contact is cut off."), NULL },
  { phone_vcard_error_quark, PHONE_VCARD_ERROR_NO_NAME, N_("There is neither a name nor a number."), NULL },
  { phone_recording_error_quark, PHONE_RECORDING_ERROR_FORBIDDEN, N_("Recording calls is switched off."), NULL },
  { phone_recording_error_quark, PHONE_RECORDING_ERROR_UNASKED, N_("Everybody in the call must agree before it is recorded."), NULL },
  { phone_recording_error_quark, PHONE_RECORDING_ERROR_NOT_NOW, N_("This call cannot be recorded at the moment."), NULL },
  { phone_error_quark, PHONE_ERROR_BAD_CERTIFICATE, N_("The server shows another key by now. Compare it once more."), NULL },

  { g_io_error_quark, G_IO_ERROR_CANCELLED, N_("This was called off."), NULL },
  { g_io_error_quark, G_IO_ERROR_NOT_FOUND, N_("There is nothing to do that with."), NULL },
};

/* What stands for every status of a class that has no words of its own (RFC 3261 §8.1.3.2). */
static const char *
get_words_for_class (int status)
{
  if (status >= 600)
    return N_("They do not want to take this.");
  if (status >= 500)
    return N_("The server has a problem.");
  if (status >= 400)
    return N_("The server could not do this.");
  return N_("They are to be reached elsewhere.");
}

static const Words *
find (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (error->domain == table[i].domain () && error->code == table[i].code)
      return &table[i];
  return NULL;
}

/**
 * phone_words_for_error:
 * @error: any error of any room
 *
 * Says an error so that a person understands it, without a protocol word.
 *
 * Returns: (transfer full): a sentence
 */
char *
phone_words_for_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  const Words *words = find (error);

  if (words != NULL)
    return g_strdup (_(words->sentence));
  if (error->domain == SIP_STATUS_ERROR)
    return g_strdup (_(get_words_for_class (error->code)));
  return g_strdup (_("Something went wrong that has no name yet."));
}

/**
 * phone_words_get_action:
 * @error: any error of any room
 *
 * Names the one useful thing to do about an error.
 *
 * Returns: (transfer none) (nullable): a label for a button
 */
const char *
phone_words_get_action (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  const Words *words = find (error);

  return words != NULL && words->action != NULL ? _(words->action) : NULL;
}

/**
 * phone_words_for_certificate:
 * @faults: what was found to be wrong
 *
 * Says what is wrong with a certificate, so that a person can tell carelessness from a trap.
 *
 * Returns: (transfer full): sentences; none for no fault
 */
char **
phone_words_for_certificate (GTlsCertificateFlags faults)
{
  static const struct
  {
    GTlsCertificateFlags fault;
    const char          *sentence;
  } sentences[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, N_("Nobody this computer trusts vouches for it.") },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, N_("It was made for another server.") },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_("It is not valid yet. Is the clock of this computer right?") },
    { G_TLS_CERTIFICATE_EXPIRED, N_("It has expired.") },
    { G_TLS_CERTIFICATE_REVOKED, N_("It was called back by whoever vouched for it.") },
    { G_TLS_CERTIFICATE_INSECURE, N_("It was made in a way that is not secure any more.") },
    { G_TLS_CERTIFICATE_GENERIC_ERROR, N_("It is not valid.") },
  };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if ((faults & sentences[i].fault) != 0)
      g_strv_builder_add (builder, _(sentences[i].sentence));
  return g_strv_builder_end (builder);
}
