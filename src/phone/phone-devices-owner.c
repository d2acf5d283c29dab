/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A phone without a screen chooses by words and needs no memory of it: the choices are made when somebody asks for them. */

#include "config.h"

#include "phone-devices-private.h"

#include "phone-private.h"

/**
 * phone_get_devices:
 * @phone: a phone
 *
 * What it speaks into, is heard from and rings with.
 *
 * Returns: (transfer none): the choices
 */
PhoneDevices *
phone_get_devices (Phone *phone)
{
  g_return_val_if_fail (PHONE_IS_PHONE (phone), NULL);

  if (phone->devices == NULL)
    phone->devices = phone_devices_new (phone->engine);
  return phone->devices;
}
