/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Encryption and decryption of RTP by keys out of descriptions (RFC 3711). Replayed packets are dropped by the window of
 * srtpdec. */

#include "media-rtp-srtp.h"

#include "media-error.h"

#include <gnutls/gnutls.h>

typedef struct
{
  guint8 octets[MEDIA_CRYPTO_MAX_KEY];
} Key;

static void
key_free (gpointer data)
{
  gnutls_memset (data, 0, sizeof (Key));
  g_free (data);
}

/* Wiped when nobody has it any more. */
static GstBuffer *
make_key (const MediaCrypto *crypto)
{
  Key *key = g_new0 (Key, 1);
  gsize size = crypto->suite->key_size;

  memcpy (key->octets, crypto->key, size);

  return gst_buffer_new_wrapped_full (GST_MEMORY_FLAG_READONLY, key->octets, size, 0, size, key, key_free);
}

gboolean
media_rtp_make_srtp (GstElement         *pipeline,
                     const MediaCrypto  *ours,
                     GstElement        **encoder,
                     GstElement        **decoder,
                     GError            **error)
{
  g_autoptr (GstBuffer) key = make_key (ours);

  *encoder = gst_element_factory_make ("srtpenc", NULL);
  *decoder = gst_element_factory_make ("srtpdec", NULL);
  if (*encoder == NULL || *decoder == NULL)
    {
      g_clear_pointer (encoder, gst_object_unref);
      g_clear_pointer (decoder, gst_object_unref);
      g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_MISSING, "srtpenc or srtpdec");
      return FALSE;
    }
  g_object_set (*encoder, "key", key, NULL);
  gst_util_set_object_arg (G_OBJECT (*encoder), "rtp-cipher", ours->suite->cipher);
  gst_util_set_object_arg (G_OBJECT (*encoder), "rtcp-cipher", ours->suite->cipher);
  gst_util_set_object_arg (G_OBJECT (*encoder), "rtp-auth", ours->suite->rtp_auth);
  gst_util_set_object_arg (G_OBJECT (*encoder), "rtcp-auth", ours->suite->rtcp_auth);
  gst_bin_add_many (GST_BIN (pipeline), *encoder, *decoder, NULL);
  gst_element_sync_state_with_parent (*encoder);
  gst_element_sync_state_with_parent (*decoder);

  return TRUE;
}

void
media_rtp_link_encoder (GstElement *encoder,
                        GstElement *rtpbin,
                        GstElement *sink,
                        gboolean    is_rtcp)
{
  const char *kind = is_rtcp ? "rtcp" : "rtp";
  g_autofree char *from = g_strdup_printf ("send_%s_src_0", kind);
  g_autofree char *into = g_strdup_printf ("%s_sink_0", kind);
  g_autofree char *out = g_strdup_printf ("%s_src_0", kind);
  GstPad *entry = gst_element_request_pad_simple (encoder, into);

  gst_object_unref (entry);
  gst_element_link_pads (rtpbin, from, encoder, into);
  gst_element_link_pads (encoder, out, sink, "sink");
}

GstCaps *
media_rtp_make_key_caps (const MediaCrypto *theirs)
{
  g_autoptr (GstBuffer) key = make_key (theirs);
  GstCaps *caps = gst_caps_new_simple ("application/x-srtp",
                                       "srtp-key", GST_TYPE_BUFFER, key,
                                       "srtp-cipher", G_TYPE_STRING, theirs->suite->cipher,
                                       "srtp-auth", G_TYPE_STRING, theirs->suite->rtp_auth,
                                       "srtcp-cipher", G_TYPE_STRING, theirs->suite->cipher,
                                       "srtcp-auth", G_TYPE_STRING, theirs->suite->rtcp_auth, NULL);

  if (theirs->mki_size > 0)
    {
      g_autoptr (GstBuffer) mki = gst_buffer_new_memdup (theirs->mki, theirs->mki_size);

      gst_caps_set_simple (caps, "mki", GST_TYPE_BUFFER, mki, NULL);
    }

  return caps;
}
