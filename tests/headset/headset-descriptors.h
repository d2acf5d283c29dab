/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Written by hand from the HID Usage Tables, after what two kinds of headsets usually say of themselves. */

/* With a cord and a little box: numbered reports, a hook that stands, a mute button that is pressed. */
G_GNUC_UNUSED static const guint8 descriptor_corded[] = {
  0x05, 0x0b,                       /* Usage Page (Telephony) */
  0x09, 0x05,                       /* Usage (Headset) */
  0xa1, 0x01,                       /* Collection (Application) */
  0x85, 0x03,                       /* Report ID (3) */
  0x15, 0x00,                       /* Logical Minimum (0) */
  0x25, 0x01,                       /* Logical Maximum (1) */
  0x75, 0x01,                       /* Report Size (1) */
  0x95, 0x01,                       /* Report Count (1) */
  0x09, 0x20,                       /* Usage (Hook Switch) */
  0x81, 0x22,                       /* Input (Data, Variable, Absolute, No Preferred) */
  0x09, 0x2f,                       /* Usage (Phone Mute) */
  0x81, 0x06,                       /* Input (Data, Variable, Relative) */
  0x09, 0x21,                       /* Usage (Flash) */
  0x81, 0x06,                       /* Input (Data, Variable, Relative) */
  0x09, 0x26,                       /* Usage (Drop) */
  0x81, 0x06,                       /* Input (Data, Variable, Relative) */
  0x95, 0x04,                       /* Report Count (4) */
  0x81, 0x03,                       /* Input (Constant) */
  0x05, 0x08,                       /* Usage Page (LEDs) */
  0x95, 0x01,                       /* Report Count (1) */
  0x09, 0x17,                       /* Usage (Off-Hook) */
  0x91, 0x22,                       /* Output (Data, Variable, Absolute, No Preferred) */
  0x09, 0x18,                       /* Usage (Ring) */
  0x91, 0x22,                       /* Output (Data, Variable, Absolute, No Preferred) */
  0x09, 0x09,                       /* Usage (Mute) */
  0x91, 0x22,                       /* Output (Data, Variable, Absolute, No Preferred) */
  0x09, 0x20,                       /* Usage (Hold) */
  0x91, 0x22,                       /* Output (Data, Variable, Absolute, No Preferred) */
  0x95, 0x04,                       /* Report Count (4) */
  0x91, 0x03,                       /* Output (Constant) */
  0xc0,                             /* End Collection */
};

/* Without a cord: no numbers, two of its buttons may be held at a time and are named in a list, the lights in two octets. */
G_GNUC_UNUSED static const guint8 descriptor_wireless[] = {
  0x05, 0x0b,                       /* Usage Page (Telephony) */
  0x09, 0x05,                       /* Usage (Headset) */
  0xa1, 0x01,                       /* Collection (Application) */
  0xa4,                             /* Push */
  0x09, 0x20,                       /* Usage (Hook Switch) */
  0x09, 0x2f,                       /* Usage (Phone Mute) */
  0x09, 0x26,                       /* Usage (Drop) */
  0x15, 0x01,                       /* Logical Minimum (1) */
  0x25, 0x03,                       /* Logical Maximum (3) */
  0x75, 0x04,                       /* Report Size (4) */
  0x95, 0x02,                       /* Report Count (2) */
  0x81, 0x00,                       /* Input (Data, Array, Absolute) */
  0xb4,                             /* Pop */
  0x05, 0x08,                       /* Usage Page (LEDs) */
  0x19, 0x17,                       /* Usage Minimum (Off-Hook) */
  0x29, 0x18,                       /* Usage Maximum (Ring) */
  0x15, 0x00,                       /* Logical Minimum (0) */
  0x25, 0x01,                       /* Logical Maximum (1) */
  0x75, 0x01,                       /* Report Size (1) */
  0x95, 0x02,                       /* Report Count (2) */
  0x91, 0x02,                       /* Output (Data, Variable, Absolute) */
  0x75, 0x06,                       /* Report Size (6) */
  0x95, 0x01,                       /* Report Count (1) */
  0x91, 0x03,                       /* Output (Constant) */
  0x75, 0x01,                       /* Report Size (1) */
  0x95, 0x08,                       /* Report Count (8) */
  0x0b, 0x09, 0x00, 0x08, 0x00,     /* Usage (LEDs: Mute) */
  0x91, 0x02,                       /* Output (Data, Variable, Absolute) */
  0xc0,                             /* End Collection */
};

/* No headset at all, though it has a light to mute. */
G_GNUC_UNUSED static const guint8 descriptor_keyboard[] = {
  0x05, 0x01,                       /* Usage Page (Generic Desktop) */
  0x09, 0x06,                       /* Usage (Keyboard) */
  0xa1, 0x01,                       /* Collection (Application) */
  0x05, 0x07,                       /* Usage Page (Keyboard) */
  0x19, 0xe0,                       /* Usage Minimum (Left Control) */
  0x29, 0xe7,                       /* Usage Maximum (Right GUI) */
  0x15, 0x00,                       /* Logical Minimum (0) */
  0x25, 0x01,                       /* Logical Maximum (1) */
  0x75, 0x01,                       /* Report Size (1) */
  0x95, 0x08,                       /* Report Count (8) */
  0x81, 0x02,                       /* Input (Data, Variable, Absolute) */
  0x05, 0x08,                       /* Usage Page (LEDs) */
  0x19, 0x01,                       /* Usage Minimum (Num Lock) */
  0x29, 0x09,                       /* Usage Maximum (Mute) */
  0x95, 0x09,                       /* Report Count (9) */
  0x91, 0x02,                       /* Output (Data, Variable, Absolute) */
  0xc0,                             /* End Collection */
};

G_END_DECLS
