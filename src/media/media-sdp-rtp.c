/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* RTP as telephones spoke it before browsers: an address in c=, a port in m=, and keys, if any, in the open (RFC 8866,
 * 3605, 5761, 4568, 8643). An address is believed only as far as it cannot be used against somebody else: numeric, not
 * multicast, no port that belongs to the system (TRUST 3.9). */

#include "media-sdp-rtp.h"

#include "media-error.h"

#include <gio/gio.h>

#define MIN_PORT 1024
#define MAX_CRYPTOS 32

static gboolean
set_invalid (GError     **error,
             const char  *what)
{
  g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_DESCRIPTION, what);
  return FALSE;
}

static gboolean
set_incompatible (GError     **error,
                  const char  *what)
{
  g_set_error_literal (error, MEDIA_ERROR, MEDIA_ERROR_INCOMPATIBLE, what);
  return FALSE;
}

static gboolean
has_crypto (const GstSDPMedia *media)
{
  const char *value;

  for (guint n = 0; (value = gst_sdp_media_get_attribute_val_n (media, "crypto", n)) != NULL; n++)
    {
      g_autoptr (MediaCrypto) crypto = NULL;

      if (media_crypto_parse (value, &crypto) != MEDIA_CRYPTO_UNUSABLE)
        return TRUE;
    }

  return FALSE;
}

gboolean
media_sdp_find_profile (const GstSDPMedia *media,
                        MediaProfile      *profile)
{
  const char *protocol = gst_sdp_media_get_proto (media);
  gboolean keyed;

  if (!g_str_equal (gst_sdp_media_get_media (media), "audio") || gst_sdp_media_get_port (media) == 0)
    return FALSE;
  keyed = has_crypto (media);
  if (g_str_equal (protocol, "UDP/TLS/RTP/SAVPF") || g_str_equal (protocol, "UDP/TLS/RTP/SAVP") ||
      (g_str_equal (protocol, "RTP/SAVPF") && !keyed))
    *profile = MEDIA_PROFILE_WEBRTC;
  else if ((g_str_equal (protocol, "RTP/SAVP") || g_str_equal (protocol, "RTP/SAVPF")) && keyed)
    *profile = MEDIA_PROFILE_SDES;
  else if (g_str_equal (protocol, "RTP/AVP") || g_str_equal (protocol, "RTP/AVPF"))
    *profile = keyed ? MEDIA_PROFILE_OPTIONAL : MEDIA_PROFILE_PLAIN;
  else
    return FALSE;

  return TRUE;
}

/* Who must have encryption gets it from an offer that leaves it open. */
gboolean
media_sdp_takes (MediaProfiles taken,
                 MediaProfile  profile)
{
  if (profile == MEDIA_PROFILE_OPTIONAL)
    taken |= (taken & (MEDIA_PROFILES_SDES | MEDIA_PROFILES_PLAIN)) != 0 ? MEDIA_PROFILES_OPTIONAL : 0;

  return taken == MEDIA_PROFILES_ALL || (taken & (1u << profile)) != 0;
}

/* A link-local address of IPv6 is of some link, and a description cannot say of which (RFC 4007 §6). */
static gboolean
is_without_scope (GInetAddress *inet)
{
  return g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6 && g_inet_address_get_is_link_local (inet);
}

/* FALSE: nobody may be sent anything there. @address is set to NULL where it says that nothing is wanted. */
static gboolean
read_address (const char  *text,
              char       **address)
{
  g_autoptr (GInetAddress) inet = text != NULL ? g_inet_address_new_from_string (text) : NULL;
  g_autofree char *shown = inet != NULL ? g_inet_address_to_string (inet) : NULL;

  if (inet == NULL || g_inet_address_get_is_multicast (inet) || g_str_equal (shown, "255.255.255.255") ||
      is_without_scope (inet))
    return FALSE;
  *address = g_inet_address_get_is_any (inet) ? NULL : g_steal_pointer (&shown);

  return TRUE;
}

static gboolean
read_connection (MediaSdp             *self,
                 const GstSDPMessage  *message,
                 const GstSDPMedia    *media,
                 GError              **error)
{
  const GstSDPConnection *connection = gst_sdp_media_connections_len (media) > 0
                                         ? gst_sdp_media_get_connection (media, 0)
                                         : gst_sdp_message_get_connection (message);

  if (connection == NULL || connection->address == NULL)
    return set_invalid (error, "no c= line");
  if (!read_address (connection->address, &self->address))
    return set_incompatible (error, "c= is not the address of one host");
  self->port = gst_sdp_media_get_port (media);
  if (self->port < MIN_PORT || self->port > G_MAXUINT16)
    return set_incompatible (error, "a port that belongs to the system");
  /* RFC 2543's way of putting somebody on hold. */
  if (self->address == NULL)
    self->direction &= ~MEDIA_DIRECTION_RECEIVE;

  return TRUE;
}

/* "PORT" or "PORT IN IP4 ADDRESS" (RFC 3605 2.1). Where RTCP comes with RTP anyway it does not matter. */
static gboolean
read_rtcp (MediaSdp           *self,
           const GstSDPMedia  *media,
           GError            **error)
{
  const char *value = gst_sdp_media_get_attribute_val (media, "rtcp");
  g_auto (GStrv) words = NULL;
  g_autofree char *address = NULL;
  guint64 port;

  self->mux = gst_sdp_media_get_attribute_val (media, "rtcp-mux") != NULL;
  self->rtcp_port = self->port < G_MAXUINT16 ? self->port + 1 : 0;
  if (value == NULL)
    return TRUE;

  words = g_strsplit (value, " ", 5);
  if ((g_strv_length (words) != 1 && g_strv_length (words) != 4) ||
      !g_ascii_string_to_unsigned (words[0], 10, 0, G_MAXUINT16, &port, NULL))
    return set_invalid (error, "malformed a=rtcp");
  if (port < MIN_PORT || (words[1] != NULL && !read_address (words[3], &address)))
    return self->mux ? TRUE : set_incompatible (error, "a=rtcp is not the address of one host");
  self->rtcp_port = port;
  if (g_strcmp0 (address, self->address) != 0)
    self->rtcp_address = g_steal_pointer (&address);

  return TRUE;
}

/* What is malformed is not skipped: encryption would be lost by one wrong letter. */
static gboolean
read_cryptos (MediaSdp           *self,
              const GstSDPMedia  *media,
              GError            **error)
{
  const char *value;

  for (guint n = 0; (value = gst_sdp_media_get_attribute_val_n (media, "crypto", n)) != NULL; n++)
    {
      MediaCrypto *crypto;
      MediaCryptoVerdict verdict = n < MAX_CRYPTOS ? media_crypto_parse (value, &crypto) : MEDIA_CRYPTO_MALFORMED;

      if (verdict == MEDIA_CRYPTO_MALFORMED)
        return set_invalid (error, "malformed a=crypto, or more than 32");
      if (verdict == MEDIA_CRYPTO_UNUSABLE)
        continue;
      if (media_sdp_find_crypto (self, crypto->tag) != NULL)
        {
          media_crypto_free (crypto);
          return set_invalid (error, "two a=crypto with one tag");
        }
      g_ptr_array_add (self->cryptos, crypto);
    }

  return TRUE;
}

gboolean
media_sdp_read_rtp (MediaSdp             *self,
                    const GstSDPMessage  *message,
                    const GstSDPMedia    *media,
                    GError              **error)
{
  return read_connection (self, message, media, error) && read_rtcp (self, media, error) &&
         read_cryptos (self, media, error);
}

static const char *
family_word (const char *address)
{
  return strchr (address, ':') != NULL ? "IP6" : "IP4";
}

void
media_sdp_write_connection (const MediaSdp *self,
                            GString        *text)
{
  const char *address = self->address != NULL ? self->address : "0.0.0.0";

  g_string_append_printf (text, "\r\nc=IN %s %s\r\n", family_word (address), address);
}

void
media_sdp_write_rtp (const MediaSdp *self,
                     GString        *text)
{
  if (self->rtcp_address != NULL)
    g_string_append_printf (text, "a=rtcp:%u IN %s %s\r\n", self->rtcp_port, family_word (self->rtcp_address),
                            self->rtcp_address);
  else if (self->rtcp_port != 0 && self->rtcp_port != self->port + 1)
    g_string_append_printf (text, "a=rtcp:%u\r\n", self->rtcp_port);
  for (guint i = 0; i < self->cryptos->len; i++)
    {
      g_autofree char *value = media_crypto_write (g_ptr_array_index (self->cryptos, i));

      g_string_append (text, "a=crypto:");
      g_string_append (text, value);
      g_string_append (text, "\r\n");
      explicit_bzero (value, strlen (value));
    }
}

static void
crypto_free (gpointer data)
{
  media_crypto_free (data);
}

static gpointer
crypto_copy (gconstpointer src,
             gpointer      data)
{
  return media_crypto_copy (src);
}

GPtrArray *
media_sdp_new_cryptos (void)
{
  return g_ptr_array_new_with_free_func (crypto_free);
}

/* @self is a shallow copy of @from. */
void
media_sdp_copy_rtp (MediaSdp       *self,
                    const MediaSdp *from)
{
  self->address = g_strdup (from->address);
  self->rtcp_address = g_strdup (from->rtcp_address);
  self->cryptos = g_ptr_array_copy (from->cryptos, crypto_copy, NULL);
}

void
media_sdp_clear_rtp (MediaSdp *self)
{
  g_free (self->address);
  g_free (self->rtcp_address);
  g_ptr_array_unref (self->cryptos);
}

gboolean
media_sdp_same_rtp (const MediaSdp *self,
                    const MediaSdp *other)
{
  if ((self->profile == MEDIA_PROFILE_WEBRTC) != (other->profile == MEDIA_PROFILE_WEBRTC) ||
      self->cryptos->len != other->cryptos->len)
    return FALSE;
  for (guint i = 0; i < self->cryptos->len; i++)
    {
      if (!media_crypto_is_same (g_ptr_array_index (self->cryptos, i), g_ptr_array_index (other->cryptos, i)))
        return FALSE;
    }

  return g_strcmp0 (self->address, other->address) == 0 && self->port == other->port &&
         g_strcmp0 (self->rtcp_address, other->rtcp_address) == 0 && self->rtcp_port == other->rtcp_port;
}

gboolean
media_sdp_is_on_loopback (const MediaSdp *self)
{
  g_autoptr (GInetAddress) inet = self->address != NULL ? g_inet_address_new_from_string (self->address) : NULL;

  return inet != NULL && g_inet_address_get_is_loopback (inet);
}

const MediaCrypto *
media_sdp_get_crypto (const MediaSdp *self)
{
  return self->cryptos->len > 0 ? g_ptr_array_index (self->cryptos, 0) : NULL;
}

const MediaCrypto *
media_sdp_find_crypto (const MediaSdp *self,
                       guint           tag)
{
  for (guint i = 0; i < self->cryptos->len; i++)
    {
      const MediaCrypto *crypto = g_ptr_array_index (self->cryptos, i);

      if (crypto->tag == tag)
        return crypto;
    }

  return NULL;
}

void
media_sdp_settle (MediaSdp       *self,
                  const MediaSdp *answer)
{
  const MediaCrypto *theirs = media_sdp_get_crypto (answer);
  const MediaCrypto *ours = theirs != NULL ? media_sdp_find_crypto (self, theirs->tag) : NULL;

  if (self->profile == MEDIA_PROFILE_WEBRTC)
    return;
  self->profile = answer->profile;
  self->mux &= answer->mux;
  media_sdp_take_crypto (self, ours != NULL ? media_crypto_copy (ours) : NULL);
}

void
media_sdp_take_crypto (MediaSdp    *self,
                       MediaCrypto *crypto)
{
  g_ptr_array_set_size (self->cryptos, 0);
  if (crypto != NULL)
    g_ptr_array_add (self->cryptos, crypto);
}

static const char *
find_mismatch (const MediaSdp *offer,
               const MediaSdp *answer)
{
  const MediaCrypto *theirs = media_sdp_get_crypto (answer);
  const MediaCrypto *ours = theirs != NULL ? media_sdp_find_crypto (offer, theirs->tag) : NULL;

  if ((offer->profile == MEDIA_PROFILE_WEBRTC) != (answer->profile == MEDIA_PROFILE_WEBRTC))
    return "an answer of another kind than the offer";
  if (answer->profile == MEDIA_PROFILE_WEBRTC)
    return NULL;
  if (offer->profile == MEDIA_PROFILE_SDES && theirs == NULL)
    return "encryption was offered, and answered without";
  if (theirs != NULL && (answer->cryptos->len > 1 || ours == NULL || ours->suite != theirs->suite))
    return "the answer is encrypted in a way that was not offered";

  return NULL;
}

/* TRUST 3.8: nothing ends up less protected than it was asked to be. */
gboolean
media_sdp_check_profile (const MediaSdp  *offer,
                         const MediaSdp  *answer,
                         GError         **error)
{
  const char *mismatch = find_mismatch (offer, answer);

  return mismatch == NULL ? TRUE : set_incompatible (error, mismatch);
}

void
media_sdp_move (MediaSdp       *self,
                const MediaSdp *later)
{
  const MediaCrypto *crypto = media_sdp_get_crypto (later);

  /* Somebody on hold stays where they are. */
  if (later->address != NULL)
    g_set_str (&self->address, later->address);
  self->port = later->port;
  g_set_str (&self->rtcp_address, later->rtcp_address);
  self->rtcp_port = later->rtcp_port;
  self->mux = later->mux;
  media_sdp_take_crypto (self, crypto != NULL ? media_crypto_copy (crypto) : NULL);
}
