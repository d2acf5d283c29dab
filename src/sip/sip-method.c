/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Methods are few and compared everywhere, so they are numbers; the name is kept only for those we do not
 * know. */

#include "sip-message-private.h"

static const char *const names[] = {
  [SIP_METHOD_OTHER] = NULL,
  [SIP_METHOD_INVITE] = "INVITE",
  [SIP_METHOD_ACK] = "ACK",
  [SIP_METHOD_BYE] = "BYE",
  [SIP_METHOD_CANCEL] = "CANCEL",
  [SIP_METHOD_OPTIONS] = "OPTIONS",
  [SIP_METHOD_REGISTER] = "REGISTER",
  [SIP_METHOD_PRACK] = "PRACK",
  [SIP_METHOD_SUBSCRIBE] = "SUBSCRIBE",
  [SIP_METHOD_NOTIFY] = "NOTIFY",
  [SIP_METHOD_PUBLISH] = "PUBLISH",
  [SIP_METHOD_INFO] = "INFO",
  [SIP_METHOD_REFER] = "REFER",
  [SIP_METHOD_MESSAGE] = "MESSAGE",
  [SIP_METHOD_UPDATE] = "UPDATE",
};

SipMethod
sip_method_from_slice (SipSlice name)
{
  for (SipMethod method = SIP_METHOD_INVITE; method < G_N_ELEMENTS (names); method++)
    if (sip_slice_is_exactly (name, names[method]))
      return method;
  return SIP_METHOD_OTHER;
}

/**
 * sip_method_from_name:
 * @name: a method's name
 *
 * Finds the number of a method. Unlike header names, methods are case-sensitive (RFC 3261 §7.1).
 *
 * Returns: the method, or %SIP_METHOD_OTHER
 */
SipMethod
sip_method_from_name (const char *name)
{
  g_return_val_if_fail (name != NULL, SIP_METHOD_OTHER);

  return sip_method_from_slice (sip_slice (name, -1));
}

/**
 * sip_method_get_name:
 * @method: a method
 *
 * Returns: (nullable): its name; %NULL for %SIP_METHOD_OTHER
 */
const char *
sip_method_get_name (SipMethod method)
{
  g_return_val_if_fail (method < G_N_ELEMENTS (names), NULL);

  return names[method];
}
