/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cards in the shapes that address books export, honest and hostile. */

#include "phone-vcard.h"

#include <string.h>

/* The smallest picture there is. */
#define PIXEL "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

static PhoneVcards *
read_text (const char *text)
{
  return phone_vcard_read (text, strlen (text));
}

static StorePerson *
only (PhoneVcards *cards)
{
  g_assert_cmpuint (cards->refusals->len, ==, 0);
  g_assert_cmpuint (cards->people->len, ==, 1);
  return g_ptr_array_index (cards->people, 0);
}

static const StoreAddress *
nth (StorePerson *person,
     guint        n)
{
  g_assert_cmpuint (n, <, person->addresses->len);
  return g_ptr_array_index (person->addresses, n);
}

#define assert_address(person, n, kind_, label_, value_) \
  G_STMT_START \
  { \
    g_assert_cmpint (nth (person, n)->kind, ==, STORE_ADDRESS_KIND_##kind_); \
    g_assert_cmpstr (nth (person, n)->label, ==, label_); \
    g_assert_cmpstr (nth (person, n)->value, ==, value_); \
  } \
  G_STMT_END

static void
test_gnome (void)
{
  g_autoptr (PhoneVcards) cards = read_text (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//GNOME//Contacts\r\nUID:pas-id-5F3A\r\nN:Berg;Anna;;;\r\nFN:Anna Berg\r\n"
    "TEL;X-EVOLUTION-UI-SLOT=1;TYPE=\"CELL\":0170 1234567\r\nTEL;TYPE=WORK,VOICE:+49 30 123456\r\n"
    "EMAIL;TYPE=HOME:anna@example.org\r\nX-SIP;TYPE=WORK:anna@sip.example.org\r\nX-JABBER;TYPE=HOME:anna@jabber.org\r\n"
    "BDAY;VALUE=date:1980-02-29\r\nNOTE:Plays chess\\; and\\, often\\nwins.\r\nREV:2024-01-01T00:00:00Z\r\n"
    "END:VCARD\r\n");
  StorePerson *anna = only (cards);

  g_assert_cmpstr (anna->name, ==, "Anna Berg");
  g_assert_cmpstr (anna->family, ==, "Berg");
  g_assert_cmpstr (anna->given, ==, "Anna");
  g_assert_cmpstr (anna->uid, ==, "pas-id-5F3A");
  g_assert_cmpstr (anna->note, ==, "Plays chess; and, often\nwins.");
  assert_address (anna, 0, PHONE, "mobile", "0170 1234567");
  assert_address (anna, 1, PHONE, "work", "+49 30 123456");
  assert_address (anna, 2, EMAIL, "home", "anna@example.org");
  assert_address (anna, 3, SIP, "work", "anna@sip.example.org");
  g_assert_cmpuint (anna->addresses->len, ==, 4);
  g_assert_nonnull (strstr (anna->card, "X-JABBER;TYPE=HOME:anna@jabber.org"));
  g_assert_nonnull (strstr (anna->card, "BDAY;VALUE=date:1980-02-29"));
  g_assert_null (strstr (anna->card, "REV"));
}

static void
test_google (void)
{
  g_autoptr (PhoneVcards) cards = read_text (
    "BEGIN:VCARD\nVERSION:3.0\nFN:Dr. Björn Maria Ås\nN:Ås;Björn;Maria;Dr.;\nitem1.TEL:+46 8 123 456\n"
    "item1.X-ABLabel:Sommarstugan\nTEL;TYPE=CELL:+46701234567\nEMAIL;TYPE=INTERNET;TYPE=HOME:bjorn@example.se\n"
    "item2.IMPP:sip:bjorn@example.se\nIMPP;X-SERVICE-TYPE=Jabber:xmpp:bjorn@example.se\nitem3.ORG:Ås AB;Forskning\n"
    "CATEGORIES:myContacts,starred\nPHOTO:https://lh3.googleusercontent.com/contacts/x\nEND:VCARD\n");
  StorePerson *person = only (cards);

  g_assert_cmpstr (person->name, ==, "Dr. Björn Maria Ås");
  g_assert_cmpstr (person->organisation, ==, "Ås AB");
  g_assert_true (person->favourite);
  assert_address (person, 0, PHONE, "Sommarstugan", "+46 8 123 456");
  assert_address (person, 1, PHONE, "mobile", "+46701234567");
  assert_address (person, 2, EMAIL, "home", "bjorn@example.se");
  assert_address (person, 3, SIP, NULL, "bjorn@example.se");
  g_assert_null (person->picture); /* nothing is fetched */
  g_assert_nonnull (strstr (person->card, "CATEGORIES:myContacts\n"));
  g_assert_nonnull (strstr (person->card, "PHOTO:https://"));
  g_assert_nonnull (strstr (person->card, "xmpp:bjorn"));
}

static void
test_apple (void)
{
  g_autoptr (PhoneVcards) cards = read_text (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//iOS 17.0//EN\r\nN:;Chloé;;;\r\nFN:Chloé\r\n"
    "TEL;type=IPHONE;type=CELL;type=VOICE;type=pref:+33 6 12 34 56 78\r\nitem1.TEL:01 23 45 67 89\r\n"
    "item1.X-ABLabel:_$!<HomePage>!$_\r\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfF\r\n"
    " cSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==\r\nX-SOCIALPROFILE;type=twitter:http://twitter.com/c\r\n"
    "END:VCARD\r\n");
  StorePerson *chloe = only (cards);

  g_assert_cmpstr (chloe->name, ==, "Chloé");
  g_assert_null (chloe->family);
  assert_address (chloe, 0, PHONE, "mobile", "+33 6 12 34 56 78");
  assert_address (chloe, 1, PHONE, "homepage", "01 23 45 67 89");
  g_assert_nonnull (chloe->picture);
  g_assert_cmpuint (g_bytes_get_size (chloe->picture), ==, 70);
}

static void
test_nextcloud (void)
{
  g_autoptr (PhoneVcards) cards = read_text (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nPRODID:-//Sabre//Sabre VObject 4.5.4//EN\r\n"
    "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\nFN;PREF=1:Jo Ø\r\nTEL;VALUE=uri;TYPE=\"voice,cell\":tel:+47-22-33-44-55\r\n"
    "IMPP;TYPE=work:sips:jo@example.no\r\nPHOTO:data:image/png\\;base64\\," PIXEL "\r\nKIND:individual\r\n"
    "LANG;TYPE=work;PREF=1:no\r\nEND:VCARD\r\n");
  StorePerson *jo = only (cards);

  g_assert_cmpstr (jo->uid, ==, "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1");
  g_assert_cmpstr (jo->name, ==, "Jo Ø");
  assert_address (jo, 0, PHONE, "mobile", "+47-22-33-44-55");
  assert_address (jo, 1, SIP, "work", "sips:jo@example.no");
  g_assert_nonnull (jo->picture);
}

static void
test_android (void)
{
  g_autoptr (PhoneVcards) cards = read_text (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C=6C=65=72;=55=74=65;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=55=74=65=20=4D=C3=BC=6C=6C=\r\n=65=72\r\nTEL;CELL;PREF:0171-7654321\r\n"
    "TEL;HOME:030 1234\r\nTEL;X-B=C3=BCro:030 99\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:gr=FC=DFe=0D=0Azwei\r\n"
    "PHOTO;ENCODING=BASE64;PNG:" PIXEL "\r\n\r\nEND:VCARD\r\n");
  StorePerson *ute = only (cards);

  g_assert_cmpstr (ute->name, ==, "Ute Müller");
  g_assert_cmpstr (ute->family, ==, "Müller");
  g_assert_cmpstr (ute->note, ==, "grüße\nzwei");
  assert_address (ute, 0, PHONE, "mobile", "0171-7654321");
  assert_address (ute, 1, PHONE, "home", "030 1234");
  g_assert_nonnull (ute->picture);
  g_assert_cmpstr (nth (ute, 0)->head, ==, "TEL;TYPE=CELL;TYPE=PREF");
}

/* What is read, written and read again is the same person, in either version; and what we had no place for is there. */
static void
test_round_trip (void)
{
  static const char card[] =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:one\r\nFN:Dr. Ída Önnü, with a name that is so long that a line of seventy-five octets does not hold it\r\n"
    "N:Önnü;Ída;Sól;Dr.;Jr.\r\nORG:Hús\\; hf;Deild;Lið\r\nNOTE:a\\nb\r\nitem1.TEL;TYPE=WORK:+354 555 1234\r\n"
    "item1.X-ABLABEL:Búð\r\nIMPP:sip:ida@example.is\r\nCATEGORIES:starred\r\nCATEGORIES:friends\r\n"
    "ADR;TYPE=HOME:;;Street 1;Town;;12345;Land\r\nANNIVERSARY:20100101\r\nX-ODD;P=\"a;b:c\":v\r\nORG:Another\r\n"
    "PHOTO;ENCODING=b;TYPE=PNG:" PIXEL "\r\nEND:VCARD\r\n";

  for (int version = PHONE_VCARD_VERSION_3; version <= PHONE_VCARD_VERSION_4; version++)
    {
      g_autoptr (PhoneVcards) cards = read_text (card);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) again = g_string_new (NULL);
      g_autoptr (PhoneVcards) read = NULL;
      g_auto (GStrv) lines = NULL;
      StorePerson *ida;

      phone_vcard_write (text, only (cards), (PhoneVcardVersion) version);
      lines = g_strsplit (text->str, "\r\n", -1);
      for (guint n = 0; lines[n] != NULL; n++)
        {
          g_assert_cmpuint (strlen (lines[n]), <=, 75);
          g_assert_true (g_utf8_validate (lines[n], -1, NULL));
        }
      read = phone_vcard_read (text->str, text->len);
      ida = only (read);
      phone_vcard_write (again, ida, (PhoneVcardVersion) version);
      g_assert_cmpstr (text->str, ==, again->str);
      g_assert_true (ida->favourite);
      g_assert_cmpstr (ida->organisation, ==, "Hús; hf");
      assert_address (ida, 0, PHONE, "work", "+354 555 1234");
      g_assert_true (g_bytes_equal (ida->picture, only (cards)->picture));
      g_assert_nonnull (strstr (text->str, "N:Önnü;Ída;Sól;Dr.;Jr.\r\n"));
      g_assert_nonnull (strstr (text->str, "ORG:Hús\\; hf;Deild;Lið\r\n"));
      g_assert_nonnull (strstr (text->str, "ORG:Another\r\n"));
      g_assert_nonnull (strstr (text->str, "item1.TEL;TYPE=WORK:+354 555 1234\r\n"));
      g_assert_nonnull (strstr (text->str, "item1.X-ABLABEL:Búð\r\n"));
      g_assert_nonnull (strstr (text->str, "ADR;TYPE=HOME:;;Street 1;Town;;12345;Land\r\n"));
      g_assert_nonnull (strstr (text->str, "X-ODD;P=\"a;b:c\":v\r\n"));
      g_assert_nonnull (strstr (text->str, "CATEGORIES:friends\r\n"));
    }
}

/* Somebody of our own making is a card that others can read. */
static void
test_own (void)
{
  g_autoptr (StorePerson) person = store_person_new ("x");
  g_autoptr (GString) text = g_string_new (NULL);

  g_set_str (&person->name, "Anna");
  g_ptr_array_add (person->addresses, store_address_new (STORE_ADDRESS_KIND_PHONE, "mobile", "0170 1"));
  g_ptr_array_add (person->addresses, store_address_new (STORE_ADDRESS_KIND_SIP, "Büro", "anna@example.org"));
  phone_vcard_write (text, person, PHONE_VCARD_VERSION_3);
  g_assert_cmpstr (text->str, ==,
                   "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nN:;;;;\r\nTEL;TYPE=CELL:0170 1\r\n"
                   "earshot2.IMPP:sip:anna@example.org\r\nearshot2.X-ABLabel:Büro\r\nEND:VCARD\r\n");
}

/* One bad card is one refusal with its line; the good ones around it are there. */
static void
test_refusals (void)
{
  static const struct
  {
    const char *card;
    PhoneVcardError error;
  } rows[] = {
    { "BEGIN:VCARD\nFN:No version\nEND:VCARD\n", PHONE_VCARD_ERROR_VERSION },
    { "BEGIN:VCARD\nVERSION:5.0\nFN:Future\nEND:VCARD\n", PHONE_VCARD_ERROR_VERSION },
    { "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n", PHONE_VCARD_ERROR_NO_NAME },
    { "BEGIN:VCARD\nVERSION:3.0\nFN:No end\n", PHONE_VCARD_ERROR_NO_END },
    { "BEGIN:VCARD\nVERSION:3.0\nFN:Odd\nnonsense\nEND:VCARD\n", PHONE_VCARD_ERROR_LINE },
    { "BEGIN:VCARD\nVERSION:3.0\nFN:Odd\n;:x\nEND:VCARD\n", PHONE_VCARD_ERROR_LINE },
    { "BEGIN:VCARD\nVERSION:3.0\nFN:\xff\xfe\nEND:VCARD\n", PHONE_VCARD_ERROR_LETTERS },
    { "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=NO-SUCH:x\nEND:VCARD\n", PHONE_VCARD_ERROR_LETTERS },
  };
  static const char good[] = "BEGIN:VCARD\nVERSION:3.0\nFN:Good\nEND:VCARD\n";

  for (guint n = 0; n < G_N_ELEMENTS (rows); n++)
    {
      g_autofree char *text = g_strconcat (good, rows[n].card, good, NULL);
      g_autoptr (PhoneVcards) cards = read_text (text);
      const PhoneVcardRefusal *refusal;

      g_assert_cmpuint (cards->people->len, ==, 2);
      g_assert_cmpuint (cards->refusals->len, ==, 1);
      refusal = g_ptr_array_index (cards->refusals, 0);
      g_assert_error (refusal->error, PHONE_VCARD_ERROR, (int) rows[n].error);
      g_assert_cmpuint (refusal->line, ==, 5);
    }
}

static void
test_hostile (void)
{
  static const char *const no_cards[] = { "", "\n", "hello", "name,phone\nAnna,1\n", "\xff\xfe" "B" };
  g_autofree char *endless = g_strnfill (9 * 1024 * 1024, 'x');
  g_autofree char *long_line =
    g_strconcat ("BEGIN:VCARD\nVERSION:3.0\nFN:Long\nNOTE:", endless, "\nEND:VCARD\n", NULL);
  g_autoptr (GString) many = g_string_new ("BEGIN:VCARD\nVERSION:3.0\nFN:Many\n");
  g_autoptr (PhoneVcards) cards = NULL;
  g_autoptr (PhoneVcards) crowd = NULL;
  const char zero[] = "BEGIN:VCARD\nVERSION:3.0\nFN:Ze\0ro\nEND:VCARD\n";
  g_autoptr (PhoneVcards) with_zero = phone_vcard_read (zero, sizeof zero - 1);

  for (guint n = 0; n < G_N_ELEMENTS (no_cards); n++)
    {
      g_autoptr (PhoneVcards) none = read_text (no_cards[n]);

      g_assert_cmpuint (none->people->len, ==, 0);
      g_assert_error (((PhoneVcardRefusal *) g_ptr_array_index (none->refusals, 0))->error, PHONE_VCARD_ERROR,
                      PHONE_VCARD_ERROR_NOT_CARDS);
    }
  g_assert_cmpuint (with_zero->people->len, ==, 0);
  cards = read_text (long_line);
  g_assert_cmpuint (cards->people->len, ==, 0);
  g_assert_error (((PhoneVcardRefusal *) g_ptr_array_index (cards->refusals, 0))->error, PHONE_VCARD_ERROR,
                  PHONE_VCARD_ERROR_TOO_LARGE);

  for (guint n = 0; n < 2000; n++)
    g_string_append (many, "TEL:1\n");
  g_string_append (many, "END:VCARD\n");
  crowd = read_text (many->str);
  g_assert_cmpuint (crowd->refusals->len, ==, 1);
}

/* Whatever part of a file there is, nothing is read behind its end. */
static void
test_any_length (void)
{
  static const char card[] =
    "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:=C3=BC=\r\n=41\r\nitem1.TEL;\"a:b\";CELL:1\\\r\n 2\r\n"
    "X-ABLabel:_$!<\r\nPHOTO;ENCODING=b:AAAA\r\nN:;\\\r\nEND:VCARD\r\n";

  for (gsize length = 0; length < sizeof card; length++)
    {
      g_autofree char *part = g_memdup2 (card, length);
      g_autoptr (PhoneVcards) cards = phone_vcard_read (part, length);

      g_assert_cmpuint (cards->people->len + cards->refusals->len, ==, 1);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phone/vcard/gnome", test_gnome);
  g_test_add_func ("/phone/vcard/google", test_google);
  g_test_add_func ("/phone/vcard/apple", test_apple);
  g_test_add_func ("/phone/vcard/nextcloud", test_nextcloud);
  g_test_add_func ("/phone/vcard/android", test_android);
  g_test_add_func ("/phone/vcard/round-trip", test_round_trip);
  g_test_add_func ("/phone/vcard/own", test_own);
  g_test_add_func ("/phone/vcard/refusals", test_refusals);
  g_test_add_func ("/phone/vcard/hostile", test_hostile);
  g_test_add_func ("/phone/vcard/any-length", test_any_length);
  return g_test_run ();
}
