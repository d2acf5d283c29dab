/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cuts a byte stream into messages by Content-Length (RFC 3261 §18.3, CONTRACT J10); keep-alives are
 * reported, not swallowed (RFC 5626 §3.5.1). */
typedef struct _SipFramer SipFramer;

typedef enum
{
  SIP_FRAME_NONE,    /* more octets needed */
  SIP_FRAME_MESSAGE,
  SIP_FRAME_PING,    /* CRLF CRLF between messages */
  SIP_FRAME_PONG,    /* a lone CRLF */
  SIP_FRAME_BROKEN,  /* framing is lost for good: close */
} SipFrame;

SipFramer *sip_framer_new      (void);
void       sip_framer_free     (SipFramer     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SipFramer, sip_framer_free)

void       sip_framer_push     (SipFramer     *self,
                                const guint8  *data,
                                gsize          length);
/* Call until NONE or BROKEN. *message is set for MESSAGE, and for BROKEN where the head was readable. */
SipFrame   sip_framer_next     (SipFramer     *self,
                                GBytes       **message,
                                GError       **error);

G_END_DECLS
