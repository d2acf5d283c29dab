/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why this exists: a line that never stood and sound that found no way leave no message behind. What is known of them is
 * put among the messages in a word, so that the rules, and whoever reads the trace, see one story. */

#include "config.h"

#include "phone-why-private.h"

#include "media-error.h"
#include "transport.h"
#include "ua-error.h"

typedef struct
{
  GQuark    (*domain) (void);
  int         code;
  const char *note;
} Note;

static const Note notes[] = {
  { transport_error_quark, TRANSPORT_ERROR_RESOLVE, "line-failed cause=resolve" },
  { transport_error_quark, TRANSPORT_ERROR_REFUSED, "line-failed cause=refused" },
  { transport_error_quark, TRANSPORT_ERROR_TIMEOUT, "line-failed cause=timeout" },
  { transport_error_quark, TRANSPORT_ERROR_PROTOCOL, "line-failed cause=protocol" },
  { transport_error_quark, TRANSPORT_ERROR_FORBIDDEN, "line-failed cause=forbidden" },
  { transport_error_quark, TRANSPORT_ERROR_LOST, "line-failed cause=lost" },
  { transport_error_quark, TRANSPORT_ERROR_KEEP_ALIVE, "line-failed cause=keep-alive" },
  { media_error_quark, MEDIA_ERROR_MISSING, "sound-failed cause=missing" },
  { media_error_quark, MEDIA_ERROR_DEVICE, "sound-failed cause=device" },
  { media_error_quark, MEDIA_ERROR_CONNECTIVITY, "sound-failed cause=connectivity" },
  { media_error_quark, MEDIA_ERROR_SECURITY, "sound-failed cause=security" },
  { ua_error_quark, UA_ERROR_NO_ACK, "call-ended cause=no-ack" },
  { ua_error_quark, UA_ERROR_EXPIRED, "call-ended cause=expired" },
  { ua_error_quark, UA_ERROR_DIALOG, "call-ended cause=dialog" },
};

/*< private >
 * @error in a word; %NULL: there is nothing to add to what was said.
 */
const char *
phone_why_note (const GError *error)
{
  for (guint i = 0; error != NULL && i < G_N_ELEMENTS (notes); i++)
    {
      if (g_error_matches (error, notes[i].domain (), notes[i].code))
        return notes[i].note;
    }
  return NULL;
}

/*< private >
 * What is wrong with a certificate; @changed: it was another one before.
 */
const char *
phone_why_note_certificate (GTlsCertificateFlags faults,
                            gboolean             changed)
{
  if (changed)
    return "line-failed cause=certificate-changed";
  if (faults & G_TLS_CERTIFICATE_EXPIRED)
    return "line-failed cause=certificate-expired";
  if (faults & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return "line-failed cause=certificate-name";

  return "line-failed cause=certificate-unknown";
}
