/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* libre indexes a message, reading From, To, CSeq and the first Via on the way; it has no object to write one from. */

#include "sip-reader.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include <re.h>

static gsize
read_index (const char *octets,
            gsize       length)
{
  struct mbuf *buffer = mbuf_alloc (length);
  struct sip_msg *message = NULL;
  gsize read = 0;

  mbuf_write_mem (buffer, (const uint8_t *) octets, length);
  mbuf_set_pos (buffer, 0);
  if (sip_msg_decode (&message, buffer) == 0)
    read = 1 + message->scode;
  mem_deref (message);
  mem_deref (buffer);
  return read;
}

static bool
read_address (const struct sip_hdr *header,
              const struct sip_msg *message,
              void                 *data)
{
  struct sip_addr address;

  (void) message;
  *(gsize *) data += sip_addr_decode (&address, &header->val) == 0;
  return false;
}

static bool
read_via (const struct sip_hdr *header,
          const struct sip_msg *message,
          void                 *data)
{
  struct sip_via via;

  (void) message;
  *(gsize *) data += sip_via_decode (&via, &header->val) == 0;
  return false;
}

static gsize
read_full (const char *octets,
           gsize       length)
{
  struct mbuf *buffer = mbuf_alloc (length);
  struct sip_msg *message = NULL;
  gsize read = 0;

  mbuf_write_mem (buffer, (const uint8_t *) octets, length);
  mbuf_set_pos (buffer, 0);
  if (sip_msg_decode (&message, buffer) == 0)
    {
      read = 1 + message->cseq.num;
      sip_msg_hdr_apply (message, true, SIP_HDR_VIA, read_via, &read);
      sip_msg_hdr_apply (message, true, SIP_HDR_CONTACT, read_address, &read);
      sip_msg_hdr_apply (message, true, SIP_HDR_ROUTE, read_address, &read);
      sip_msg_hdr_apply (message, true, SIP_HDR_RECORD_ROUTE, read_address, &read);
    }
  mem_deref (message);
  mem_deref (buffer);
  return read;
}

const SipReader sip_reader_re = { "libre", NULL, read_index, read_full, NULL };
